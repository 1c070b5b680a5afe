// An OIDC issuer for the demo: anybody may be anybody here. The services know it by its issuer and JWKS, like any other.
import type { Answers as AnswerTypes } from '@frontdesk/contracts';
import { Answers, notFound, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Body, Controller, Get, Header, HttpCode, Inject, Post, type OnModuleInit } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { PEOPLE, type Person } from './people.js';
import { SigningKey } from './signing-key.js';
import { AUDIENCE, CLIENT_ID, personOf, SCOPE, Tokens, type TokenAnswer } from './tokens.js';

export class TokenRequest {
  @ApiProperty({ description: 'Who to be.' }) @IsString() @MaxLength(200) sub!: string;
}

@ApiTags('demo-issuer')
@Controller('demo-issuer')
export class IssuerController implements OnModuleInit {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SigningKey) private readonly key: SigningKey,
    @Inject(Tokens) private readonly tokens: Tokens,
  ) {}

  onModuleInit(): void {
    const issuer = () => this.tokens.issuer();
    this.ports.trustIssuer({
      audience: AUDIENCE,
      kind: 'person',
      signIn: { clientId: CLIENT_ID, scope: SCOPE, name: null, demo: true },
      get issuer() {
        return issuer();
      },
      get jwksUrl() {
        return `${issuer()}/jwks.json`;
      },
    });
  }

  // The pages may have been opened under another name of this machine than the issuer's.
  @Get('.well-known/openid-configuration')
  @Header('access-control-allow-origin', '*')
  @Requires('meta.read')
  @ApiOperation({ summary: 'Its discovery document (OpenID Connect)' })
  @Answers('OpenIdConfiguration')
  configuration(): AnswerTypes['OpenIdConfiguration'] {
    const issuer = this.tokens.issuer();
    return {
      issuer,
      jwks_uri: `${issuer}/jwks.json`,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      end_session_endpoint: `${issuer}/end-session`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      prompt_values_supported: ['none', 'login', 'select_account'],
      scopes_supported: SCOPE.split(' '),
      claims_supported: ['sub', 'name', 'email', 'workspace', 'roles'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['EdDSA'],
    };
  }

  @Get('jwks.json')
  @Requires('meta.read')
  @Answers('JsonWebKeySet')
  @ApiOperation({ summary: 'Its public keys (JWKS)' })
  async jwks(): Promise<{ keys: readonly object[] }> {
    return { keys: [await this.key.publicJwk()] };
  }

  @Get('people')
  @Requires('meta.read')
  @ApiOperation({ summary: 'Who one may be here' })
  @Answers('DemoPeople')
  people(): readonly Person[] {
    return PEOPLE;
  }

  @Post('token')
  @HttpCode(200)
  @Requires('meta.read')
  @ApiOperation({ summary: 'Sign in as somebody at once: for scripts, and for links with ?as=' })
  @Answers('TokenAnswer')
  token(@Body() { sub }: TokenRequest): Promise<TokenAnswer> {
    const person = personOf(sub);
    if (person === null) throw notFound('person');
    return this.tokens.answer(person);
  }
}
