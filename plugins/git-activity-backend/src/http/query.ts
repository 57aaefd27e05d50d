import { NextFunction, Request, Response } from 'express';

const DEFAULT_LIMIT = 100;

/**
 * Reads the query string anew. What express makes of it by default turns a name into an object if it is repeated often,
 * or written with brackets.
 */
export function readQuery(
  req: Request,
  _res: Response,
  next: NextFunction,
): void {
  const { searchParams } = new URL(req.originalUrl, 'http://localhost');
  req.query = Object.fromEntries(
    [...new Set(searchParams.keys())].map(name => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  next();
}

/** Which page is asked for. */
export function readPage(query: { cursor?: string; limit?: number }) {
  const { cursor, limit = DEFAULT_LIMIT } = query;
  return { cursor, limit };
}
