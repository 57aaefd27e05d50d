module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['src/**/*.tsx'],
      excludedFiles: ['**/*.test.tsx'],
      rules: {
        // whatever viewers read is a message of src/translations, but for signs and names that are the same in all languages
        'react/jsx-no-literals': [
          'error',
          {
            allowedStrings: [
              '?',
              'spec.profile.email',
              'github.com/user-login',
            ],
          },
        ],
      },
    },
  ],
});
