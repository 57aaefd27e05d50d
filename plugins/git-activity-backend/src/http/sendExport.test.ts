import { once } from 'node:events';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockErrorHandler } from '@backstage/backend-test-utils';
import express from 'express';
import { Export } from '../questions/export';
import { ExportRow } from '../questions/rowKinds';
import { sendExport } from './sendExport';

const HEAD: Export['head'] = {
  from: '2026-03-01',
  to: '2026-03-31',
  dayBasis: 'author',
  peopleNamed: true,
  totals: { commits: 3, activeDays: 1, people: 1, repositories: 1 },
  scope: { counted: 'entity', folders: 0, paths: ['é'], untold: [] },
  excluded: { merges: 0, bots: 0, invalidDates: 0 },
  coverage: {
    completeFrom: '2026-03-01',
    completeUntil: '2026-03-31',
    syncedAt: null,
    repositories: { total: 1, current: 0, pending: 1, failed: 0 },
    problems: [{ entityRef: 'component:default/ünicode', message: 'no' }],
  },
  unrecognised: ['user:default/ä'],
  revision: 'rév',
};

describe('sendExport', () => {
  let server: http.Server;

  afterEach(() => server.close());

  /** Serves rows, and answers with the response once its headers are there. */
  async function serve(rows: Export['rows'], format: 'csv' | 'ndjson' = 'csv') {
    const app = express();
    app.get('/', (_req, res, next) => {
      const exported = { head: HEAD, columns: ['day', 'text'], rows };
      sendExport(res, { exported, format, name: 'days' }).catch(next);
    });
    app.use(mockErrorHandler());
    server = app.listen(0);
    const { port } = server.address() as AddressInfo;
    const [response] = await once(http.get({ port }), 'response');
    return response as http.IncomingMessage;
  }

  async function read(response: http.IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  it('writes what RFC 4180 and spreadsheets read as it was meant', async () => {
    async function* rows(): AsyncGenerator<ExportRow[]> {
      yield [
        { day: '2026-03-01', text: 'plain' },
        { day: '2026-03-02', text: 'a "b", c\nd' },
      ];
      yield ['=1', '+1', '-1', '@a', '\tx', '\rx', ''].map(text => ({
        day: 'x',
        text,
      }));
      yield [
        { day: '1', text: null },
        { day: '2', text: -3 },
        { day: '3', text: ['Zoë', 'a;b'] },
        { day: '4', text: false },
        { day: '5', text: 'two\nlines' },
      ];
    }
    expect(await read(await serve(rows()))).toBe(
      [
        'day,text',
        '2026-03-01,plain',
        '2026-03-02,"a ""b"", c\nd"',
        "x,'=1",
        "x,'+1",
        "x,'-1",
        "x,'@a",
        "x,'\tx",
        'x,"\'\rx"',
        'x,',
        '1,',
        '2,-3',
        '3,Zoë; a;b',
        '4,false',
        '5,"two\nlines"',
        '',
      ].join('\r\n'),
    );
  });

  it('says in a header what was counted, in ASCII and at no great length', async () => {
    async function* rows(): AsyncGenerator<ExportRow[]> {}
    const response = await serve(rows(), 'ndjson');
    const header = String(response.headers['git-activity-export']);
    expect(header).toMatch(/^[ -~]+$/);
    expect(JSON.parse(header)).toEqual({
      ...HEAD,
      scope: 'entity',
      coverage: { ...HEAD.coverage, problems: 1 },
      unrecognised: 1,
    });
    expect(JSON.parse(await read(response))).toEqual({ export: HEAD });
  });

  it('reads no more than is taken', async () => {
    let taken = 0;
    async function* rows(): AsyncGenerator<ExportRow[]> {
      for (let part = 0; part < 10_000; part++) {
        taken = part;
        yield [{ day: String(part), text: 'x'.repeat(50_000) }];
      }
    }
    const response = await serve(rows());
    response.pause();
    await sleep(300);
    const held = taken;
    await sleep(300);
    expect(taken).toBe(held);
    // Far less than the half a gigabyte that there is
    expect(held).toBeLessThan(2_000);
    response.destroy();
  });

  it('stops reading when the caller is gone', async () => {
    const ended = new Promise<void>(resolve => {
      async function* rows(): AsyncGenerator<ExportRow[]> {
        try {
          for (;;) yield [{ day: '1', text: 'x'.repeat(10_000) }];
        } finally {
          resolve();
        }
      }
      serve(rows()).then(response => response.destroy());
    });
    await expect(ended).resolves.toBeUndefined();
  });

  it('cuts the answer off when something goes wrong, so that nobody takes a part for all', async () => {
    async function* rows(): AsyncGenerator<ExportRow[]> {
      yield [{ day: '1', text: 'a' }];
      await sleep(100);
      throw new Error('The database is gone');
    }
    const response = await serve(rows());
    await expect(read(response)).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  });
});
