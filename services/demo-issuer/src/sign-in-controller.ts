// Signing people in as OIDC wants it: authorization code with PKCE, refresh tokens, and the way out.
//
//   pages ──authorize──▶ who to be? ──code──▶ pages ──code + verifier──▶ tokens ──refresh token──▶ tokens …
import { createHash } from 'node:crypto';
import {
  Answers,
  AnswersMedia,
  FormBody,
  isLoopback,
  PORTS,
  ProblemException,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import { Controller, Get, Header, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { choosePage, goodbyePage } from './choose-page.js';
import { CLIENT_ID, personOf, Tokens, type TokenAnswer } from './tokens.js';

/** As RFC 6749 says an error, which is what clients of an issuer read. */
interface OAuthError {
  readonly error: string;
}

type Question = Readonly<Record<string, unknown>>;

/** The one address that the pages come back to. */
const BACK_AT = '/console/sign-in';
/** RFC 7636: the SHA-256 of the verifier. */
const CHALLENGE = /^[\w-]{43}$/;
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'";

@ApiTags('demo-issuer')
@Controller('demo-issuer')
export class SignInController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Tokens) private readonly tokens: Tokens,
  ) {}

  @Get('authorize')
  @Requires('meta.read')
  @ApiOperation({ summary: 'The page on which a person of the demo is chosen; leads back with a code' })
  @AnswersMedia('The page; or a redirect with the code, where it is known who to be.', { 'text/html': null })
  async authorize(@Query() question: Question, @Res() reply: FastifyReply): Promise<void> {
    const asked = (name: string): string | null => textOf(question[name]);
    const redirectUri = asked('redirect_uri') ?? '';
    // Only to an address that is known may anything be sent, an error neither.
    if (asked('client_id') !== CLIENT_ID) throw wrong('client_id', `must be ${CLIENT_ID}`);
    if (!this.isOurs(redirectUri)) throw wrong('redirect_uri', `must be ${this.ports.publicUrl()}${BACK_AT}`);
    const back = (answer: Readonly<Record<string, string>>) => leadBack(reply, redirectUri, answer, asked('state'));
    if (asked('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
    const challenge = asked('code_challenge') ?? '';
    if (asked('code_challenge_method') !== 'S256' || !CHALLENGE.test(challenge))
      return back({ error: 'invalid_request', error_description: 'PKCE with S256 is needed.' });
    const person = personOf(asked('login_hint'));
    const prompt = asked('prompt');
    if (person !== null && prompt !== 'select_account')
      return back({ code: await this.tokens.code(person, { redirectUri, challenge, nonce: asked('nonce') }) });
    // There is no session here, on purpose: each tab of a browser may be somebody else.
    if (prompt === 'none') return back({ error: 'login_required' });
    await reply
      .header('content-security-policy', PAGE_POLICY)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(choosePage(question, asked('ui_locales')));
  }

  @Post('oauth/token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Header('access-control-allow-origin', '*')
  @Requires('meta.read')
  @ApiOperation({ summary: 'Tokens for a code and its verifier, or for a refresh token' })
  @Answers('OAuthAnswer', { 200: 'Tokens.', 400: 'No tokens, and why (RFC 6749).', 401: 'A client that is not known.' })
  async token(
    @FormBody() form: URLSearchParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenAnswer | OAuthError> {
    const answer = form.get('client_id') === CLIENT_ID ? await this.granted(form) : 'invalid_client';
    if (typeof answer !== 'string') return answer;
    void reply.status(answer === 'invalid_client' ? 401 : 400);
    return { error: answer };
  }

  @Get('end-session')
  @Requires('meta.read')
  @ApiOperation({ summary: 'The way out: leads back to the pages' })
  @AnswersMedia('The page of the goodbye, or a redirect back.', { 'text/html': null })
  async endSession(@Query() question: Question, @Res() reply: FastifyReply): Promise<void> {
    const back = textOf(question['post_logout_redirect_uri']);
    if (back !== null && this.isOurs(back)) return leadBack(reply, back, {}, textOf(question['state']));
    await reply.header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8').send(goodbyePage());
  }

  private async granted(form: URLSearchParams): Promise<TokenAnswer | string> {
    switch (form.get('grant_type')) {
      case 'authorization_code': {
        const redeemed = await this.tokens.redeem(form.get('code') ?? '');
        if (redeemed === null) return 'invalid_grant';
        const { person, asked } = redeemed;
        const shown = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (shown !== asked.challenge || form.get('redirect_uri') !== asked.redirectUri) return 'invalid_grant';
        return this.tokens.answer(person, asked.nonce);
      }
      case 'refresh_token': {
        const person = await this.tokens.refresh(form.get('refresh_token') ?? '');
        return person === null ? 'invalid_grant' : this.tokens.answer(person);
      }
      default:
        return 'unsupported_grant_type';
    }
  }

  /** Our own origin, or this machine by another of its names (RFC 8252, 7.3). */
  private isOurs(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { origin, pathname, hostname, search, hash } = new URL(address);
    const known = origin === new URL(this.ports.publicUrl()).origin || isLoopback(hostname);
    return known && pathname === BACK_AT && search === '' && hash === '';
  }
}

function leadBack(
  reply: FastifyReply,
  to: string,
  answer: Readonly<Record<string, string>>,
  state: string | null,
): void {
  const address = new URL(to);
  for (const [name, value] of Object.entries(answer)) address.searchParams.set(name, value);
  if (state !== null) address.searchParams.set('state', state);
  void reply.header('cache-control', 'no-store').redirect(address.href, 302);
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const wrong = (name: string, message: string): ProblemException =>
  new ProblemException('invalid_body', `${name} ${message}.`, [{ pointer: `/${name}`, code: 'not_known', message }]);
