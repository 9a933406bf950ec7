import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MailSettings } from '../../src/mail/settings.ts'

const POSTFIX = '/usr/sbin/postfix'
const DOVECOT = '/usr/sbin/dovecot'
const USER = 'xxgk'
const DOMAIN = 'nanan.test'
/** Whoever the mailboxes belong to; the servers insist that it is not root. */
const NOBODY = 65534

/** Why the tests with real mail servers cannot run here; null when they can. */
export const noMailServers = (): string | null => {
  if (!existsSync(POSTFIX) || !existsSync(DOVECOT))
    return '没有找到 postfix 和 dovecot（apt-get install postfix dovecot-imapd）'
  if (process.getuid?.() !== 0) return 'postfix 只能由 root 启动'
  return null
}

export type MailServers = {
  settings: MailSettings
  /** `xxgk@nanan.test`, the mailbox the program reads; a mail to `weg@` is accepted and then comes back. */
  address: string
  bounces: string
  /** Pulls the cable to the mailboxes in the middle of whatever goes on, and puts it back. */
  cut: () => Promise<void>
  mend: () => Promise<void>
  close: () => Promise<void>
}

/** A real SMTP server and a real IMAP server on this machine alone, with files of their own, gone afterwards. */
export async function startMailServers(): Promise<MailServers> {
  const home = await mkdtemp(join(tmpdir(), 'gongkai-mail-'))
  await chmod(home, 0o755)
  for (const folder of ['postfix', 'queue', 'data', 'mail', 'run']) await mkdir(join(home, folder), { mode: 0o755 })
  await chmod(join(home, 'mail'), 0o777)
  const [smtp, imap] = [await freePort(), await freePort()]
  await writeFile(join(home, 'postfix/main.cf'), mainCf(home))
  await writeFile(join(home, 'postfix/master.cf'), masterCf(smtp))
  await writeFile(join(home, 'dovecot.conf'), dovecotConf(home, imap))
  const owner = await idOf('postfix')
  await run('chown', [owner, join(home, 'data')])

  const log = (name: string) => readFile(join(home, name), 'utf8').catch(() => '')
  const started = async (child: ChildProcess, port: number, name: string) => {
    if (!(await answers(port, child)))
      throw new Error(`${name} did not start:\n${await log('postfix.log')}${await log('dovecot.log')}`)
  }
  const postfix = spawn(POSTFIX, ['-c', join(home, 'postfix'), 'start-fg'], { stdio: 'ignore' })
  const dovecot = spawn(DOVECOT, ['-F', '-c', join(home, 'dovecot.conf')], { stdio: 'ignore' })
  const cable = cableTo(imap, await freePort())
  const close = async () => {
    await cable.cut()
    await ended(dovecot, () => dovecot.kill('SIGTERM'))
    await ended(
      postfix,
      () => void run(POSTFIX, ['-c', join(home, 'postfix'), 'stop']).catch(() => postfix.kill('SIGTERM')),
    )
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await started(postfix, smtp, 'postfix')
    await started(dovecot, imap, 'dovecot')
    await cable.mend()
  } catch (error) {
    await close()
    throw error
  }
  const server = { host: '127.0.0.1', secure: false, user: USER, pass: 'kaimen', folder: 'INBOX' }
  const address = `${USER}@${DOMAIN}`
  return {
    settings: {
      smtp: { ...server, port: smtp, user: '', pass: '' },
      imap: { ...server, port: cable.port },
      from: `码头镇信息公开 <${address}>`,
      authservId: null,
    },
    address,
    bounces: `weg@${DOMAIN}`,
    cut: cable.cut,
    mend: cable.mend,
    close,
  }
}

const mainCf = (home: string) => `
compatibility_level = 3.6
queue_directory = ${home}/queue
data_directory = ${home}/data
maillog_file = ${home}/postfix.log
maillog_file_prefixes = ${home}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = mx.${DOMAIN}
mydestination =
alias_maps =
alias_database =
smtpd_peername_lookup = no
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
disable_dns_lookups = yes
default_transport = error:5.4.4 this server sends nothing away
relay_transport = error:5.4.4 this server sends nothing away
transport_maps = inline:{{weg@${DOMAIN} = error:5.1.1 no such person}}
virtual_mailbox_domains = ${DOMAIN}
virtual_mailbox_base = ${home}/mail
virtual_mailbox_maps = inline:{{${USER}@${DOMAIN} = ${USER}/}}
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
virtual_mailbox_limit = 0
message_size_limit = 100000000
`

const masterCf = (port: number) => `
127.0.0.1:${port} inet n - n - - smtpd
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
proxymap  unix - - n - - proxymap
error     unix - - n - - error
retry     unix - - n - - error
virtual   unix - n n - - virtual
anvil     unix - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
`

const dovecotConf = (home: string, port: number) => `
base_dir = ${home}/run
state_dir = ${home}/run
log_path = ${home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${home}/mail/%n
passdb {
  driver = static
  args = password=kaimen
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${home}/mail/%n
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`

/** Passes connections on to a port, until it is cut. */
function cableTo(target: number, port: number) {
  const open = new Set<Socket>()
  let server: Server | null = null
  const mend = async () => {
    const listening = createServer((near) => {
      const far = connect(target, '127.0.0.1')
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        open.add(one)
        one
          .on('error', () => {})
          .on('close', () => {
            open.delete(one)
            other.destroy()
          })
        one.pipe(other)
      }
    })
    await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve))
    server = listening
  }
  const cut = async () => {
    const was = server
    server = null
    for (const socket of open) socket.destroy()
    if (was) await new Promise((resolve) => was.close(resolve))
  }
  return { port, mend, cut }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** True once something answers at the port; false when the program ended before, or ten seconds were not enough. */
async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.destroy(void resolve(true)))
      socket.on('error', () => resolve(false))
    })
    if (there) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

async function ended(child: ChildProcess, ask: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  ask()
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(late)
}

const run = (command: string, args: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))))
  })

const idOf = async (user: string): Promise<string> => {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${user}:`))
  const [, , id = '', group = ''] = line?.split(':') ?? []
  return `${id}:${group}`
}
