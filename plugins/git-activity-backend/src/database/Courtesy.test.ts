import { Courtesy } from './Courtesy';

describe('Courtesy', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  async function isMade(way: Promise<void>): Promise<boolean> {
    let made = false;
    way.then(() => {
      made = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    return made;
  }

  it('waits for nobody while nobody is there', async () => {
    const courtesy = new Courtesy();
    expect(courtesy.isWanted).toBe(false);
    expect(await isMade(courtesy.makeWay())).toBe(true);
  });

  it('waits until the last one has an answer', async () => {
    const courtesy = new Courtesy();
    const [leave, leaveToo] = [courtesy.arrive(), courtesy.arrive()];
    const way = courtesy.makeWay();
    leave();
    leave();
    expect(await isMade(way)).toBe(false);
    leaveToo();
    expect(await isMade(way)).toBe(true);
  });
});
