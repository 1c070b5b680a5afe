// An OIDC issuer for the demo: anybody may be anybody here. The services know it by its issuer and JWKS, like any other.
import { notFound, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Body, Controller, Get, HttpCode, Inject, Post, type OnModuleInit } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { PEOPLE, type Person } from './people.js';
import { SigningKey } from './signing-key.js';

const AUDIENCE = 'frontdesk';
const EIGHT_HOURS = 8 * 60 * 60;

export class TokenRequest {
  @ApiProperty({ description: 'Who to be.' }) @IsString() @MaxLength(200) sub!: string;
}

interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

@ApiTags('demo-issuer')
@Controller('demo-issuer')
export class IssuerController implements OnModuleInit {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SigningKey) private readonly key: SigningKey,
  ) {}

  /** The origin is known only when the process listens, so it is asked for each time. */
  onModuleInit(): void {
    const issuer = () => this.issuer();
    this.ports.trustIssuer({
      audience: AUDIENCE,
      kind: 'person',
      get issuer() {
        return issuer();
      },
      get jwksUrl() {
        return `${issuer()}/jwks.json`;
      },
    });
  }

  @Get('.well-known/openid-configuration')
  @Requires('meta.read')
  configuration(): Record<string, unknown> {
    const issuer = this.issuer();
    return {
      issuer,
      jwks_uri: `${issuer}/jwks.json`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['EdDSA'],
    };
  }

  @Get('jwks.json')
  @Requires('meta.read')
  async jwks(): Promise<{ keys: readonly object[] }> {
    return { keys: [await this.key.publicJwk()] };
  }

  @Get('people')
  @Requires('meta.read')
  people(): readonly Person[] {
    return PEOPLE;
  }

  @Post('token')
  @HttpCode(200)
  @Requires('meta.read')
  async token(@Body() { sub }: TokenRequest): Promise<TokenAnswer> {
    const person = PEOPLE.find((one) => one.sub === sub);
    if (person === undefined) throw notFound('person');
    const claims = { ...person, roles: [...person.roles], iss: this.issuer(), aud: AUDIENCE };
    return { access_token: await this.key.sign(claims, EIGHT_HOURS), token_type: 'Bearer', expires_in: EIGHT_HOURS };
  }

  private issuer(): string {
    return `${this.ports.publicUrl()}/demo-issuer`;
  }
}
