// The routes of the documents: the same for each kind of which there are many, and for each of which there is one.
import type { Principal } from '@frontdesk/contracts';
import { CurrentPrincipal, Requires } from '@frontdesk/nest';
import { NAMED_KINDS, SINGLE_KINDS, type NamedDocuments, type SingleDocuments } from '@frontdesk/settings';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, type Type } from '@nestjs/common';
import { ApiBody, ApiQuery, ApiTags } from '@nestjs/swagger';
import { bodyOf, RestoreBody } from './bodies.js';
import { HttpExchange, type Exchange } from './conditions.js';
import { DocumentRoutes } from './document-routes.js';

const Reason = () => ApiQuery({ name: 'reason', required: false, type: String, description: 'Why it is changed.' });
const Against = () => ApiQuery({ name: 'against', required: false, type: Number, description: 'Compare with it.' });

/** Turning somebody away is for whoever leads, not for administrators alone. */
const writing = (kind: keyof NamedDocuments) => (kind === 'block-list' ? 'block.write' : 'settings.write');

function namedController(kind: keyof NamedDocuments): Type<object> {
  @ApiTags('settings')
  @Controller(`v1/settings/${kind}`)
  class NamedController {
    constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

    @Get()
    @Requires('settings.read')
    list(@CurrentPrincipal() who: Principal) {
      return this.routes.list(who, kind);
    }

    @Get(':id')
    @Requires('settings.read')
    read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
      return this.routes.read(who, exchange, kind, id);
    }

    @Put(':id')
    @Requires(writing(kind))
    @ApiBody(bodyOf(kind))
    @Reason()
    save(
      @CurrentPrincipal() who: Principal,
      @HttpExchange() exchange: Exchange,
      @Param('id') id: string,
      @Body() body: unknown,
    ) {
      return this.routes.save(who, exchange, kind, body, id);
    }

    @Delete(':id')
    @HttpCode(204)
    @Requires(writing(kind))
    @Reason()
    remove(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
      return this.routes.remove(who, exchange, kind, id);
    }
  }
  return called(NamedController, kind, '');
}

/** What a document of which there are many was, and how it comes back. */
function namedVersions(kind: keyof NamedDocuments): Type<object> {
  @ApiTags('settings')
  @Controller(`v1/settings/${kind}`)
  class NamedVersionsController {
    constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

    @Get(':id/history')
    @Requires('settings.read')
    history(@CurrentPrincipal() who: Principal, @Param('id') id: string) {
      return this.routes.history(who, kind, id);
    }

    @Get(':id/versions/:version')
    @Requires('settings.read')
    @Against()
    version(
      @CurrentPrincipal() who: Principal,
      @Param('id') id: string,
      @Param('version') version: string,
      @Query('against') against?: string,
    ) {
      return this.routes.version(who, kind, version, against, id);
    }

    @Post(':id/restore')
    @HttpCode(200)
    @Requires('settings.write')
    restore(
      @CurrentPrincipal() who: Principal,
      @HttpExchange() exchange: Exchange,
      @Param('id') id: string,
      @Body() body: RestoreBody,
    ) {
      return this.routes.restore(who, exchange, kind, body, id);
    }
  }
  return called(NamedVersionsController, kind, 'Versions');
}

function singleController(kind: keyof SingleDocuments): Type<object> {
  @ApiTags('settings')
  @Controller(`v1/settings/${kind}`)
  class SingleController {
    constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

    @Get()
    @Requires('settings.read')
    read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange) {
      return this.routes.read(who, exchange, kind);
    }

    @Put()
    @Requires('settings.write')
    @ApiBody(bodyOf(kind))
    @Reason()
    save(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: unknown) {
      return this.routes.save(who, exchange, kind, body);
    }

    @Get('history')
    @Requires('settings.read')
    history(@CurrentPrincipal() who: Principal) {
      return this.routes.history(who, kind);
    }

    @Get('versions/:version')
    @Requires('settings.read')
    @Against()
    version(@CurrentPrincipal() who: Principal, @Param('version') version: string, @Query('against') against?: string) {
      return this.routes.version(who, kind, version, against);
    }

    @Post('restore')
    @HttpCode(200)
    @Requires('settings.write')
    restore(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: RestoreBody) {
      return this.routes.restore(who, exchange, kind, body);
    }
  }
  return called(SingleController, kind, '');
}

/** Operations in the interface's document are named after the class. */
function called(controller: Type<object>, kind: string, part: string): Type<object> {
  const words = kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  Object.defineProperty(controller, 'name', { value: `${words.join('')}Settings${part}Controller` });
  return controller;
}

export const documentControllers: readonly Type<object>[] = [
  ...NAMED_KINDS.flatMap((kind) => [namedController(kind), namedVersions(kind)]),
  ...SINGLE_KINDS.map(singleController),
];
