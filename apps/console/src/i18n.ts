// Words by language: English is in the bundle (it is also the fallback), every other language is a chunk of its own.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './locales/en.json';

export const LANGUAGES = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
] as const;

const KEY = 'frontdesk.language';

type Words = Record<string, unknown>;

const LAZY: Record<string, () => Promise<{ readonly default: Words }>> = {
  de: () => import('./locales/de.json'),
};

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'translation';
    readonly resources: { readonly translation: typeof en };
  }
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  const wanted = window.localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  if (wanted in LAZY) await setLanguage(wanted);
}

export async function setLanguage(tag: string): Promise<void> {
  const load = LAZY[tag];
  if (load !== undefined && !i18next.hasResourceBundle(tag, 'translation')) {
    i18next.addResourceBundle(tag, 'translation', (await load()).default);
  }
  window.localStorage.setItem(KEY, tag);
  document.documentElement.lang = tag;
  await i18next.changeLanguage(tag);
}
