// Errors of a form's fields by their path, also of parts that are not fields of their own.
import type { FormErrors } from '@mantine/form';
import type { ReactNode } from 'react';

export type Errors = FormErrors;

export const errorAt = (errors: Errors, path: string): ReactNode => errors[path] ?? undefined;
