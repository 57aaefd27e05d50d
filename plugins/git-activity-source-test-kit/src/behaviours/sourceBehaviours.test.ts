import { FLAWS } from '../__testUtils__/flaws';
import {
  REFERENCE_ABILITIES,
  referenceHarness,
} from '../__testUtils__/referenceHarness';
import {
  behavioursFor,
  SourceBehaviour,
  sourceBehaviours,
} from './sourceBehaviours';

jest.setTimeout(60_000);

const ALL = behavioursFor(REFERENCE_ABILITIES);

function behaviourNamed(name: string): SourceBehaviour {
  const found = ALL.find(behaviour => behaviour.name === name);
  if (!found) {
    throw new Error(`there is no behaviour "${name}"`);
  }
  return found;
}

describe('the behaviours of a source', () => {
  it.each(ALL)('let a source pass that $name', async behaviour => {
    await expect(
      behaviour.run(async () => referenceHarness()),
    ).resolves.toBeUndefined();
  });

  it('let a source pass that reads long histories in large pages', async () => {
    const behaviours = ALL.filter(({ name }) =>
      /^(goes on with a whole history|stops between)/.test(name),
    );
    expect(behaviours).toHaveLength(2);

    for (const behaviour of behaviours) {
      await behaviour.run(async () => ({
        ...referenceHarness(),
        sourceWithPagesOf: undefined,
      }));
    }
  });

  describe('tell a source that', () => {
    const { setTimeout: realSetTimeout } = global;

    beforeEach(() => {
      // Who waits in vain waits for a shorter time here.
      jest
        .spyOn(global, 'setTimeout')
        .mockImplementation((run, ms = 0, ...args) =>
          realSetTimeout(run, ms > 1000 ? 200 : ms, ...args),
        );
    });

    afterEach(() => jest.restoreAllMocks());

    it.each(FLAWS)('$name', async ({ change, shownBy }) => {
      const outcomes = await Promise.all(
        shownBy.map(async name => {
          const run = behaviourNamed(name).run(async () =>
            referenceHarness(change),
          );
          return run.then(
            () => `passes: ${name}`,
            () => name,
          );
        }),
      );

      expect(outcomes).toEqual(shownBy);
    });
  });

  it('each tell some source from one that is in order', () => {
    const telling = new Set(FLAWS.flatMap(({ shownBy }) => shownBy));

    expect(
      ALL.map(({ name }) => name).filter(name => !telling.has(name)),
    ).toEqual([]);
  });

  it('are fewer for a host that is able to less', () => {
    const names = (behaviours: SourceBehaviour[]) =>
      behaviours.map(({ name }) => name);
    const least = names(sourceBehaviours);

    expect(names(behavioursFor([]))).toEqual(least);
    expect(names(ALL)).toEqual(expect.arrayContaining(least));
    expect(names(behavioursFor(['archive']))).toHaveLength(least.length + 1);
  });

  it('fail when the abilities are not those of the harness', async () => {
    const [behaviour] = sourceBehaviours;
    await expect(behaviour.run(async () => referenceHarness())).rejects.toThrow(
      /missing there: ; left out: rename,archive/,
    );
    const { rename, ...rest } = referenceHarness();
    expect(rename).toBeDefined();
    await expect(ALL[0].run(async () => rest)).rejects.toThrow(
      /missing there: rename; left out: $/,
    );
  });

  it('stop the harness, whatever comes of them', async () => {
    const stop = jest.fn(async () => {});
    await ALL[0].run(async () => ({ ...referenceHarness(), stop }));
    expect(stop).toHaveBeenCalledTimes(1);

    const publish = async () => {
      throw new Error('no room');
    };
    await expect(
      ALL[0].run(async () => ({ ...referenceHarness(), stop, publish })),
    ).rejects.toThrow('no room');
    expect(stop).toHaveBeenCalledTimes(2);
  });
});
