// A list that is one field in the form: the first fault of any of its entries.
import type { FormErrors } from '@mantine/form';

export const firstError = (errors: FormErrors, name: string) =>
  Object.entries(errors).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];
