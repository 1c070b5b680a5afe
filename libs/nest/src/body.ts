// Bodies are class-validator classes: whole validation, no implicit conversion, unknown members refused, JSON pointers.
import { ValidationPipe } from '@nestjs/common';
import type { FieldError } from '@frontdesk/kernel';
import type { ValidationError } from 'class-validator';
import { ProblemException } from './problem.js';

export const bodyPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transformOptions: { enableImplicitConversion: false },
    exceptionFactory: (found) => {
      const errors = found.flatMap((error) => pointers(error, ''));
      return new ProblemException(
        'invalid_body',
        `The body is not valid at ${errors.map((e) => e.pointer).join(', ')}.`,
        errors,
      );
    },
  });

function pointers(error: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({
    pointer,
    code: snake(code),
    message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => pointers(child, pointer))];
}

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
