/** Git ends a connection on which less than this many bytes come in a second … */
const SLOWEST_BYTES_PER_SECOND = 100;
/** … for this long. */
const SLOWEST_SECONDS = 60;

/** Settings of the commands that talk to a host. */
export const NETWORK_SETTINGS: Record<string, string> = {
  'protocol.version': '2',
  // A redirect is looked at before git is asked. It never takes a credential anywhere else.
  'http.followRedirects': 'false',
  'http.lowSpeedLimit': String(SLOWEST_BYTES_PER_SECOND),
  'http.lowSpeedTime': String(SLOWEST_SECONDS),
  'credential.helper': '',
  // A pack is kept as it came: its name says that the host promises the rest.
  'fetch.unpackLimit': '1',
  'fetch.writeCommitGraph': 'false',
  'transfer.bundleURI': 'false',
  'submodule.recurse': 'false',
};

/** How this machine reaches other hosts; everything else about them is fixed. */
const PASSED_ON = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

/**
 * The environment that lets git talk to one host. Credentials travel in it and nowhere else: neither in arguments, which all
 * accounts of the machine can see, nor in files.
 */
export function networkEnvironment(options: {
  protocol: 'https' | 'http' | 'ssh';
  /** Sent to URLs below `baseUrl` only. */
  header?: { baseUrl: string; value: string };
  sshCommand?: string;
}): Record<string, string> {
  const { protocol, header, sshCommand } = options;
  const passedOn = PASSED_ON.flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(passedOn),
    GIT_ALLOW_PROTOCOL: protocol,
    // Nobody is there to be asked for a password.
    GIT_ASKPASS: 'false',
    SSH_ASKPASS: 'false',
    // No .netrc of the account that the backend runs under.
    HOME: '/dev/null',
    ...(sshCommand === undefined
      ? {}
      : { GIT_SSH_COMMAND: sshCommand, GIT_SSH_VARIANT: 'ssh' }),
    ...(header && {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${header.baseUrl}/.extraHeader`,
      GIT_CONFIG_VALUE_0: header.value,
    }),
  };
}
