/** A letter or two for each class: the initials of its name, made longer until no two are alike. */
export function classMarks(names: readonly string[]): readonly string[] {
  const initials = names.map((name) =>
    name
      .trim()
      .split(/\s+/)
      .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
      .join('')
      .slice(0, 2),
  );
  return initials.map((mark, at) => {
    const alike = initials.some((other, place) => place !== at && other === mark);
    return alike ? `${mark.charAt(0)}${at + 1}` : mark;
  });
}
