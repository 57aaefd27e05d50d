const { TestEnvironment } = require('jest-environment-node');

/** Runs a test file in the time zone that its `@timezone` pragma names; tests cannot change it, having a copy of the environment. */
class ZonedEnvironment extends TestEnvironment {
  constructor(config, context) {
    const zone = context.docblockPragmas.timezone;
    const before = process.env.TZ;
    process.env.TZ = zone;
    super(config, context);
    this.restore = () => {
      if (before === undefined) {
        delete process.env.TZ;
      } else {
        process.env.TZ = before;
      }
    };
  }

  async teardown() {
    await super.teardown();
    this.restore();
  }
}

module.exports = ZonedEnvironment;
