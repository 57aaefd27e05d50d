import { Alias, Identity } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';

/** `Jane <jane@example.com>`, or the address alone. */
export function describeAuthors({
  email,
  name,
}: {
  email: string;
  name?: string;
}): string {
  return name === undefined ? email : `${name} <${email}>`;
}

/** What an alias says, in words. */
export function describeAlias(
  alias: Pick<Alias, 'email' | 'name' | 'userEntityRef' | 'sameAs'>,
  { t }: LocalFormat,
): string {
  return t('identities.isSame', {
    authors: describeAuthors(alias),
    target: alias.userEntityRef ?? alias.sameAs ?? '',
  });
}

/** Why somebody is who they are. */
export function describeRule(
  { rule, mailmapped }: Identity['authors'][number],
  { t }: LocalFormat,
): string {
  const words = t(`identities.rule.${rule}`);
  return mailmapped ? t('identities.mailmapped', { rule: words }) : words;
}
