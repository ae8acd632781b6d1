import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markup } from './html.ts';

describe('markup', () => {
  it('escapes values and keeps what it made itself', () => {
    const inner = markup`<b>${'<script>alert("1")</script>'}</b>`;
    expect(markup`<p title="${`a"b'c`}">${inner}</p>`.html).toBe(
      '<p title="a&quot;b&#39;c"><b>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</b></p>',
    );
  });

  it('joins lists and leaves out null, undefined and false, but not zero', () => {
    expect(markup`${[1, [markup`<i>x</i>`, null], undefined, false]}${0}`.html).toBe('1<i>x</i>0');
  });

  it('drops the indentation of the source, never that of a value', () => {
    expect(
      markup`<p>
        ${'two\n   lines'}
      </p>`.html,
    ).toBe('<p>\ntwo\n   lines\n</p>');
  });

  it('never lets a value open a tag or leave an attribute', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(markup`${text}`.html)));
  });
});
