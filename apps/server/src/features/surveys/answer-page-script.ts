/**
 * The page works without it. With it, what was chosen is kept on the device until it is sent, and a lost connection does
 * not lead away from the form. The token stays the same, so that sending again is never a second answer.
 */
export const ANSWER_PAGE_SCRIPT = `'use strict';
(() => {
  const WAIT = 30000;
  const store = {
    read: (key) => { try { return JSON.parse(localStorage.getItem(key) || '{}'); } catch { return {}; } },
    write: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
  };
  const chosen = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => name.startsWith('q.')));
  const say = (form, words) => { const at = form.querySelector('#tinh-trang'); if (at) at.textContent = words; };
  const enhance = () => {
    const form = document.querySelector('form[data-draft]');
    if (!form) return;
    const key = 'parix-ks:' + form.dataset.draft;
    const kept = store.read(key);
    for (const input of form.querySelectorAll('input[type=radio]'))
      if (kept[input.name] === input.value && !form.querySelector('input:checked[name="' + CSS.escape(input.name) + '"]'))
        input.checked = true;
    form.addEventListener('change', () => store.write(key, chosen(form)));
    form.addEventListener('submit', (event) => { event.preventDefault(); void send(form, key); });
  };
  const send = async (form, key) => {
    const button = form.querySelector('button');
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    say(form, 'Đang gửi…');
    try {
      const answer = await fetch(form.action, {
        method: 'POST', body: new URLSearchParams(new FormData(form)), signal: AbortSignal.timeout(WAIT),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error('busy');
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (answer.ok) store.drop(key);
      document.title = page.title;
      document.body.replaceWith(document.adoptNode(page.body));
      enhance();
      scrollTo(0, 0);
      document.querySelector('h1')?.focus();
    } catch {
      button.removeAttribute('aria-disabled');
      say(form, 'Chưa gửi được vì mất mạng hoặc hệ thống bận. Câu trả lời vẫn giữ trên máy này; bấm Gửi phiếu lần nữa, không bị tính hai lần.');
    }
  };
  enhance();
})();
`;
