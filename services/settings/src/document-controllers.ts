// The routes of the documents: the same for each kind of which there are many, and for each of which there is one.
import type { DocumentKind, Principal } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, Requires } from '@frontdesk/nest';
import { NAMED_KINDS, SINGLE_KINDS, type NamedDocuments, type SingleDocuments } from '@frontdesk/settings';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, type Type } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { bodyOf, RestoreBody } from './bodies.js';
import { HttpExchange, type Exchange } from './conditions.js';
import {
  Against,
  AnswersDocument,
  AnswersList,
  Known,
  MustBeSeen,
  namePart,
  READ,
  Reason,
  SAVED,
  Seen,
  Summary,
  wordsOf,
} from './document-interface.js';
import { DocumentRoutes } from './document-routes.js';

/** Turning somebody away is for whoever leads, not for administrators alone. */
const writing = (kind: keyof NamedDocuments) => (kind === 'block-list' ? 'block.write' : 'settings.write');

function namedController(kind: keyof NamedDocuments): Type<object> {
  const words = wordsOf(kind);

  @ApiTags('settings')
  @Controller(`v1/settings/${kind}`)
  class NamedController {
    constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

    @Get()
    @Requires('settings.read')
    @AnswersList(kind)
    @Summary(`All ${words}`)
    list(@CurrentPrincipal() who: Principal) {
      return this.routes.list(who, kind);
    }

    @Get(':id')
    @Requires('settings.read')
    @AnswersDocument(kind, READ)
    @Summary(`One of the ${words}`)
    @Known()
    read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
      return this.routes.read(who, exchange, kind, id);
    }

    @Put(':id')
    @Requires(writing(kind))
    @AnswersDocument(kind, SAVED)
    @Summary(`Create or change one of the ${words}`)
    @Seen()
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
    @Summary(`Remove one of the ${words}`)
    @MustBeSeen()
    @Reason()
    remove(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
      return this.routes.remove(who, exchange, kind, id);
    }
  }
  return called(NamedController, kind, '');
}

/** What a document of which there are many was, and how it comes back. */
function namedVersions(kind: keyof NamedDocuments): Type<object> {
  const words = wordsOf(kind);

  @ApiTags('settings')
  @Controller(`v1/settings/${kind}`)
  class NamedVersionsController {
    constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

    @Get(':id/history')
    @Requires('settings.read')
    @Answers('HistoryList')
    @Summary(`Every version of one of the ${words}, the newest first`)
    history(@CurrentPrincipal() who: Principal, @Param('id') id: string) {
      return this.routes.history(who, kind, id);
    }

    @Get(':id/versions/:version')
    @Requires('settings.read')
    @Answers('VersionAnswer')
    @Summary(`One of the ${words} as it was in a version, and what that changed`)
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
    @AnswersDocument(kind)
    @Summary(`Make an older version of one of the ${words} the newest again`)
    @MustBeSeen()
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

function singleController(kind: keyof SingleDocuments, words: string): Type<object> {
  @ApiTags('settings')
  @Controller(`v1/settings/${kind}`)
  class SingleController {
    constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

    @Get()
    @Requires('settings.read')
    @AnswersDocument(kind, READ)
    @Summary(`The settings: ${words}`)
    @Known()
    read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange) {
      return this.routes.read(who, exchange, kind);
    }

    @Put()
    @Requires('settings.write')
    @AnswersDocument(kind, SAVED)
    @Summary(`Change the settings: ${words}`)
    @Seen()
    @ApiBody(bodyOf(kind))
    @Reason()
    save(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: unknown) {
      return this.routes.save(who, exchange, kind, body);
    }

    @Get('history')
    @Requires('settings.read')
    @Answers('HistoryList')
    @Summary(`Every version of the settings: ${words}, the newest first`)
    history(@CurrentPrincipal() who: Principal) {
      return this.routes.history(who, kind);
    }

    @Get('versions/:version')
    @Requires('settings.read')
    @Answers('VersionAnswer')
    @Summary(`The settings as they were in a version, and what that changed: ${words}`)
    @Against()
    version(@CurrentPrincipal() who: Principal, @Param('version') version: string, @Query('against') against?: string) {
      return this.routes.version(who, kind, version, against);
    }

    @Post('restore')
    @HttpCode(200)
    @Requires('settings.write')
    @AnswersDocument(kind)
    @Summary(`Make an older version of the settings the newest again: ${words}`)
    @MustBeSeen()
    restore(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: RestoreBody) {
      return this.routes.restore(who, exchange, kind, body);
    }
  }
  return called(SingleController, kind, '');
}

/** Operations in the interface's document are named after the class. */
function called(controller: Type<object>, kind: DocumentKind, part: string): Type<object> {
  Object.defineProperty(controller, 'name', { value: `${namePart(kind)}Settings${part}Controller` });
  return controller;
}

export const documentControllers: readonly Type<object>[] = [
  ...NAMED_KINDS.flatMap((kind) => [namedController(kind), namedVersions(kind)]),
  ...SINGLE_KINDS.map((kind) => singleController(kind, wordsOf(kind))),
];
