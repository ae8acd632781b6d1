/** A component of an iCalendar file (RFC 5545), read strictly. */
export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
}
export interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

const LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*):([^\p{Cc}]*)$/u;

/**
 * Reads a file or throws with the line that breaks the rules: CRLF after each line, no line of more than 75 octets,
 * content lines of the grammar, components closed in order, properties before components.
 */
export function readIcalendar(file: string): Component {
  if (!file.endsWith('\r\n')) throw new Error('the last line does not end');
  const physical = file.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line break: ${line}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets: ${line}`);
  }
  const lines = physical
    .join('\r\n')
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n');
  const reading = readComponent(lines, 0);
  if (reading.next !== lines.length) throw new Error(`lines after the calendar: ${lines[reading.next]}`);
  if (reading.component.name !== 'VCALENDAR') throw new Error('no VCALENDAR');
  return reading.component;
}

function readComponent(lines: readonly string[], start: number): { component: Component; next: number } {
  const opening = readLine(lines[start]);
  if (opening.name !== 'BEGIN') throw new Error(`expected BEGIN: ${lines[start]}`);
  const name = opening.value;
  const properties: Property[] = [];
  const components: Component[] = [];
  let at = start + 1;
  for (;;) {
    const line = readLine(lines[at]);
    if (line.name === 'END') {
      if (line.value !== name) throw new Error(`${name} is closed by ${line.value}`);
      return { component: { name, properties, components }, next: at + 1 };
    }
    if (line.name === 'BEGIN') {
      const inner = readComponent(lines, at);
      components.push(inner.component);
      at = inner.next;
      continue;
    }
    if (components.length > 0) throw new Error(`a property after a component: ${lines[at]}`);
    properties.push(line);
    at += 1;
  }
}

function readLine(line: string | undefined): Property {
  const match = line === undefined ? null : LINE.exec(line);
  if (!match) throw new Error(`no content line: ${line}`);
  const [, name = '', parameters = '', value = ''] = match;
  const pairs = parameters
    .split(';')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=') as [string, string]);
  return { name, parameters: Object.fromEntries(pairs), value };
}

/** The value of a property that must stand there once. */
export function only(component: Component, name: string): Property {
  const [property, ...more] = component.properties.filter((one) => one.name === name);
  if (!property || more.length > 0) throw new Error(`${component.name} has ${more.length + 1} or no ${name}`);
  return property;
}

/** TEXT with its escapes undone; throws for a sign that had to be escaped. */
export function textOf({ value }: Property): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}
