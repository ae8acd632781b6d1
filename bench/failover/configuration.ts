/** Everything listens on loopback; one port for each of three machines, by its number from 1. */
export const PORTS = {
  etcd: (node: number) => 24_790 + node,
  etcdPeer: (node: number) => 24_800 + node,
  patroni: (node: number) => 24_810 + node,
  postgres: (node: number) => 24_820 + node,
  proxy: 24_830,
} as const;
export const NODES = [1, 2, 3] as const;

export const PASSWORDS = {
  superuser: 'bench-superuser',
  replicator: 'bench-replicator',
  owner: 'bench-owner',
} as const;

const etcdHosts = NODES.map((node) => `127.0.0.1:${PORTS.etcd(node)}`).join(',');

export function etcdArguments(node: number, folder: string): readonly string[] {
  const client = `http://127.0.0.1:${PORTS.etcd(node)}`;
  const peer = `http://127.0.0.1:${PORTS.etcdPeer(node)}`;
  const all = NODES.map((each) => `e${each}=http://127.0.0.1:${PORTS.etcdPeer(each)}`).join(',');
  return [
    ...['--name', `e${node}`, '--data-dir', `${folder}/etcd-${node}`],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
    ...['--initial-cluster', all, '--initial-cluster-token', 'parix', '--initial-cluster-state', 'new'],
  ];
}

/** `patroni.yml` of one machine. */
export function patroniConfiguration(node: number, folder: string, binaries: string): string {
  return `scope: parix
name: n${node}
restapi:
  listen: 127.0.0.1:${PORTS.patroni(node)}
  connect_address: 127.0.0.1:${PORTS.patroni(node)}
etcd3:
  hosts: ${etcdHosts}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 3
    retry_timeout: 5
    maximum_lag_on_failover: 1048576
    # A commit is answered when a standby has it too: what was acknowledged outlives the primary.
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters:
        max_connections: 100
        wal_log_hints: 'on'
  initdb:
    - encoding: UTF8
    - locale: C.UTF-8
    - locale-provider: icu
    - icu-locale: vi-VN
    - data-checksums
postgresql:
  listen: 127.0.0.1:${PORTS.postgres(node)}
  connect_address: 127.0.0.1:${PORTS.postgres(node)}
  data_dir: ${folder}/n${node}/data
  bin_dir: ${binaries}
  pgpass: ${folder}/n${node}/pgpass
  parameters:
    unix_socket_directories: ${folder}/n${node}
    password_encryption: scram-sha-256
  authentication:
    superuser: { username: postgres, password: ${PASSWORDS.superuser} }
    replication: { username: replicator, password: ${PASSWORDS.replicator} }
  pg_hba:
    - local all all scram-sha-256
    - host all all 127.0.0.1/32 scram-sha-256
    - host replication replicator 127.0.0.1/32 scram-sha-256
`;
}

/** `haproxy.cfg`: connections go to the machine that Patroni calls primary, and end when it no longer is. */
export function proxyConfiguration(): string {
  const servers = NODES.map(
    (node) => `  server n${node} 127.0.0.1:${PORTS.postgres(node)} check port ${PORTS.patroni(node)}\n`,
  ).join('');
  return `global
  maxconn 500
defaults
  mode tcp
  timeout connect 3s
  timeout check 2s
  timeout client 30m
  timeout server 30m
listen parix
  bind 127.0.0.1:${PORTS.proxy}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${servers}`;
}
