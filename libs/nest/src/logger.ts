// pino as the Nest logger: JSON lines with ids, never message texts, names, e-mails or tokens.
import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type Logger } from 'pino';
import { loggedDetail, loggedError } from './logged-error.js';
import { currentTrace } from './trace.js';

const REDACT = [
  '*.text',
  '*.email',
  '*.name',
  '*.token',
  '*.authorization',
  'req.headers.authorization',
  'req.headers.cookie',
];

function traceFields(): object {
  const trace = currentTrace();
  return trace === null ? {} : { trace_id: trace.traceId, span_id: trace.spanId };
}

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** The last string argument is Nest's context; an Error goes into `err`, a stack into `stack`. */
export class PinoLogger implements LoggerService {
  constructor(readonly pino: Logger) {}

  static create(service: string, level: string): PinoLogger {
    return new PinoLogger(
      pino({
        base: { service },
        level,
        redact: REDACT,
        timestamp: stdTimeFunctions.isoTime,
        serializers: { err: loggedError, detail: loggedDetail },
        mixin: traceFields,
      }),
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const args = [...rest];
    const context = typeof args.at(-1) === 'string' ? (args.pop() as string) : undefined;
    const [first] = args;
    if (message instanceof Error) this.pino[level]({ context, err: message });
    else if (first instanceof Error) this.pino[level]({ context, err: first }, String(message));
    else this.pino[level]({ context, ...(args.length > 0 ? { detail: first } : {}) }, String(message));
  }
}
