import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { formatIn } from '../../../dev/formatIn';
import { Choice, ChoiceFilter } from './ChoiceFilter';

describe('ChoiceFilter', () => {
  const filterOf = (choices: Choice[] | undefined) => (
    <ChoiceFilter
      id="people"
      label="People"
      placeholder="Everyone"
      choices={choices}
      loading={choices === undefined}
      format={formatIn('en-GB')}
      chosen={['user:default/ada']}
      onChange={() => {}}
    />
  );

  it('keeps what is being typed when the choices arrive meanwhile', async () => {
    const user = userEvent.setup();
    const { rerender } = render(filterOf(undefined));

    await user.type(screen.getByLabelText('People'), 'Bo');
    rerender(
      filterOf([
        { id: 'user:default/ada', label: 'Ada' },
        { id: 'user:default/bo', label: 'Bo Chen' },
        { id: 'user:default/chidi', label: 'Chidi Okafor' },
      ]),
    );

    expect(screen.getByRole('textbox')).toHaveValue('Bo');
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual(['Bo Chen']);
  });
});
