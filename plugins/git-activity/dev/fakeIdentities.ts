import {
  Alias,
  AliasRequest,
  Claim,
  GitActivityPaths,
  Identity,
  IdentityList,
  IdentitySuggestion,
} from 'backstage-plugin-git-activity-common';
import { HttpResponse, RequestHandler } from 'msw';
import { createOpenApiHttp } from 'openapi-msw';
import { pageOf, refuse } from './fakeRequests';

const NOW = '2026-11-23T12:00:00.000Z';

/** Who did what in the fake backend. */
const ADMIN = 'user:default/admin';

type State = keyof IdentityList['totals'];

/** Who is who, without a backend: people as they are given, whom aliases move into each other. */
export class FakeIdentities {
  people: Identity[] = [];
  suggestions: IdentitySuggestion[] = [];
  aliases: Alias[] = [];
  claims: Claim[] = [];
  /** Whether the viewer wants nobody to be told of them by name. */
  isOptedOut = false;
  /** What people were asked for. */
  readonly queries: string[] = [];
  /** Whether claims are approved by themselves. */
  verifies = false;

  handlers(baseUrl: string): RequestHandler[] {
    const http = createOpenApiHttp<GitActivityPaths>({ baseUrl });
    return [
      http.get('/identities', ({ request, response }) =>
        response(200).json(this.#list(new URL(request.url).searchParams)),
      ),
      http.get('/identities/suggestions', ({ response }) =>
        response(200).json({ items: this.suggestions }),
      ),
      http.post('/identities/{id}/erasure', ({ params, response }) => {
        const person = this.people.find(({ id }) => id === params.id);
        if (!person) return response.untyped(notFound());
        const { authorCount } = person;
        const erased = identityOf('(no name)', {
          id: person.id,
          email: '1+erased-1@users.noreply.erased.invalid',
          commits: person.commits,
        });
        this.people[this.people.indexOf(person)] = {
          ...erased,
          alias: undefined,
          erased: true,
        };
        return response(200).json({ id: person.id, authors: authorCount });
      }),
      http.get('/aliases', ({ request, response }) => {
        const limit = Number(new URL(request.url).searchParams.get('limit'));
        return response(200).json({
          ...pageOf([...this.aliases].reverse(), { limit }),
          configured: [],
        });
      }),
      http.post('/aliases', async ({ request, response }) => {
        const { preview, ...said } = await request.json();
        const moves = [this.#move(said)];
        if (preview) return response(200).json({ moves });
        const alias: Alias = {
          ...said,
          id: String(this.aliases.length + 1),
          createdBy: ADMIN,
          createdAt: NOW,
        };
        this.aliases.push(alias);
        return response(200).json({ alias, moves });
      }),
      http.delete('/aliases/{id}', ({ params, response }) => {
        const alias = this.aliases.find(({ id }) => id === params.id);
        if (!alias) return response.untyped(notFound());
        Object.assign(alias, { undoneBy: ADMIN, undoneAt: NOW });
        return response(200).json(alias);
      }),
      http.get('/me', ({ response }) =>
        response(200).json({
          userEntityRef: 'user:default/shop',
          name: 'Shop Keeper',
          emails: ['shop@work.example'],
          accounts: [],
          authors: [
            { name: 'Shop K.', email: 'shop@home.example', accounts: [] },
          ],
          claims: this.claims,
          optedOut: { byMe: this.isOptedOut, byOthers: false },
        }),
      ),
      http.put('/me/opt-out', ({ response }) => {
        this.isOptedOut = true;
        return response(204).empty();
      }),
      http.delete('/me/opt-out', ({ response }) => {
        this.isOptedOut = false;
        return response(204).empty();
      }),
      http.get('/claims', ({ request, response }) => {
        const { searchParams } = new URL(request.url);
        const state = searchParams.get('state');
        const items = [...this.claims]
          .reverse()
          .filter(claim => state === null || claim.state === state);
        return response(200).json({ items });
      }),
      http.post('/claims', async ({ request, response }) => {
        const { email } = await request.json();
        if (!email.includes('@')) {
          return response.untyped(
            refuse({
              status: 400,
              name: 'InputError',
              message: 'email: this is no address that can be one’s own',
            }),
          );
        }
        const claim: Claim = {
          id: String(this.claims.length + 1),
          userEntityRef: 'user:default/shop',
          email,
          state: this.verifies ? 'approved' : 'pending',
          claimedAt: NOW,
        };
        this.claims.push(claim);
        return response(200).json(claim);
      }),
      http.post('/claims/{id}/decision', async ({ params, ...asked }) => {
        const claim = this.claims.find(({ id }) => id === params.id);
        if (!claim) return asked.response.untyped(notFound());
        const { decision } = await asked.request.json();
        Object.assign(claim, { state: decision, decidedBy: ADMIN });
        return asked.response(200).json(claim);
      }),
    ];
  }

  #list(query: URLSearchParams): IdentityList {
    this.queries.push(query.toString());
    const search = query.get('search')?.toLowerCase() ?? '';
    const found = this.people.filter(person =>
      JSON.stringify(person).toLowerCase().includes(search),
    );
    const total = (state: State) => {
      const some = found.filter(person => stateOf(person) === state);
      return {
        people: some.length,
        commits: some.reduce((sum, { commits }) => sum + commits, 0),
      };
    };
    const state = query.get('state');
    return {
      ...pageOf(
        found.filter(person => state === null || stateOf(person) === state),
        {
          cursor: query.get('cursor') ?? undefined,
          limit: Number(query.get('limit')),
        },
      ),
      totals: {
        matched: total('matched'),
        unmatched: total('unmatched'),
        bot: total('bot'),
      },
    };
  }

  #move({ email, userEntityRef, sameAs }: AliasRequest) {
    const from = this.people.find(({ authors }) =>
      authors.some(author => author.email === email),
    );
    return {
      from: { name: from?.name ?? email },
      to: { name: userEntityRef ?? sameAs ?? '', userEntityRef },
      commits: from?.commits ?? 0,
      authors: from?.authors ?? [],
      authorCount: from?.authorCount ?? 0,
    };
  }
}

function stateOf({ userEntityRef, botReason }: Identity): State {
  if (botReason !== undefined) return 'bot';
  return userEntityRef === undefined ? 'unmatched' : 'matched';
}

function notFound(): Response {
  return refuse({
    status: 404,
    name: 'NotFoundError',
    message: 'There is nothing with this id',
  }) as HttpResponse<null>;
}

/** Somebody with one author of their own. */
export function identityOf(
  name: string,
  options: Partial<Identity> & { email: string; commits: number },
): Identity {
  const { email, ...rest } = options;
  const isStranger = !rest.userEntityRef && !rest.botReason;
  return {
    id: email,
    name,
    ...(isStranger && { alias: { email } }),
    authorCount: 1,
    authors: [
      {
        name,
        email,
        accounts: [],
        commits: rest.commits,
        rule: rest.userEntityRef ? 'email' : 'address',
      },
    ],
    ...rest,
  };
}
