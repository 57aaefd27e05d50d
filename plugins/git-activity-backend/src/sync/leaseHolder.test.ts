import { spawnSync } from 'child_process';
import { hostname } from 'os';
import { isGoneLeaseHolder, nameLeaseHolder } from './leaseHolder';

describe('isGoneLeaseHolder', () => {
  const { pid: gonePid } = spawnSync('true');

  it('knows a process of this machine that has ended', () => {
    expect(isGoneLeaseHolder(`${hostname()}:${gonePid}`)).toBe(true);
  });

  it('leaves alone who still runs', () => {
    expect(isGoneLeaseHolder(nameLeaseHolder())).toBe(false);
  });

  it.each([`another-machine:${gonePid}`, 'unsigned', ''])(
    'cannot tell of %p',
    holder => {
      expect(isGoneLeaseHolder(holder)).toBe(false);
    },
  );
});
