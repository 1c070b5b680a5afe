// The page on which somebody says who they are in the demo: links alone, no script, light and dark.
import { PEOPLE, type Person } from './people.js';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly note: string;
  readonly role: Readonly<Record<string, string>>;
}

const WORDS: Readonly<Record<'en' | 'de', Words>> = {
  en: {
    title: 'Who are you today?',
    lead: 'Choose one of the people of the demo. No password is needed.',
    note: 'Each tab of your browser can be somebody else. This page stands in for your identity provider.',
    role: { owner: 'Owner', supervisor: 'Supervisor', agent: 'Agent', auditor: 'Auditor' },
  },
  de: {
    title: 'Wer sind Sie heute?',
    lead: 'Wählen Sie eine der Personen der Demo. Ein Passwort ist nicht nötig.',
    note: 'Jeder Tab Ihres Browsers kann jemand anderes sein. Diese Seite steht für Ihren Identitätsanbieter.',
    role: { owner: 'Inhaberin', supervisor: 'Teamleitung', agent: 'Agent', auditor: 'Prüferin' },
  },
};

const STYLE = `
:root { color-scheme: light dark; --line: #d5dae4; --ink: #1c2230; --dim: #5b6475; --ground: #f5f6f9; --card: #fff; --wash: #e4e9f8; --brand: #34468c; }
@media (prefers-color-scheme: dark) { :root { --line: #39404f; --ink: #eceef3; --dim: #aab2c2; --ground: #15181f; --card: #1d212a; --wash: #232b47; --brand: #b9c4f2; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 16px; background: radial-gradient(60rem 30rem at 50% -10%, var(--wash), transparent), var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { width: min(28rem, 100%); padding: 32px; border: 1px solid var(--line); border-radius: 16px; background: var(--card); box-shadow: 0 1px 3px #0001; }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.3; }
p { margin: 0; color: var(--dim); font-size: 14px; }
ul { list-style: none; margin: 24px 0; padding: 0; display: grid; gap: 8px; }
a { display: flex; align-items: center; gap: 12px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px; color: inherit; text-decoration: none; }
a:hover { background: var(--wash); }
a:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
.face { flex: none; width: 36px; height: 36px; display: grid; place-items: center; border-radius: 50%; background: var(--wash); color: var(--brand); font-weight: 650; }
.who { flex: 1; min-width: 0; } .who b { display: block; font-weight: 600; } .who small { color: var(--dim); font-size: 13px; }
.role { padding: 1px 10px; border-radius: 99px; background: var(--wash); color: var(--brand); font-size: 12px; font-weight: 600; }
`;

/** The question that was asked stands in every link, with the answer: who. */
export function choosePage(question: Readonly<Record<string, unknown>>, locales: string | null): string {
  const language = locales?.split(' ').some((one) => one.startsWith('de')) ? 'de' : 'en';
  const words = WORDS[language];
  const people = PEOPLE.map((person) => personLink(person, question, words)).join('\n');
  return page(language, words.title, `<p>${words.lead}</p>\n<ul>\n${people}\n</ul>\n<p>${words.note}</p>`);
}

export const goodbyePage = (): string => page('en', 'You are signed out', '<p>You can close this page.</p>');

function personLink(person: Person, question: Readonly<Record<string, unknown>>, { role }: Words): string {
  const asked = Object.entries(question).filter(([name, value]) => typeof value === 'string' && name !== 'prompt');
  const address = new URLSearchParams(asked as [string, string][]);
  // What the pages guessed gives way to what was chosen.
  address.set('login_hint', person.sub);
  const main = role[person.roles.at(-1) ?? ''] ?? person.roles.at(-1) ?? '';
  return `<li><a href="authorize?${escaped(address.toString())}">
<span class="face" aria-hidden="true">${escaped(person.name.slice(0, 1))}</span>
<span class="who"><b>${escaped(person.name)}</b><small>${escaped(person.email)}</small></span>
<span class="role">${escaped(main)}</span></a></li>`;
}

const page = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Frontdesk</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
${body}
</main>
</html>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
