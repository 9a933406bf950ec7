import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { type MailSettings, NO_MAIL } from './settings.ts'

/** What the server says instead of what it should, at that moment; `drop` hangs up. */
export type Mood = { rcpt?: string; data?: string; end?: string }

export type MailServer = {
  settings: MailSettings
  /** Every mail it said yes to. */
  taken: string[]
  mood: Mood
  close: () => Promise<void>
}

/** A mail server that does as it is told, for what a real one will not do on demand: refuse, put off, hang up midway. */
export async function moodyServer(): Promise<MailServer> {
  const open = new Set<Socket>()
  const kept: Omit<MailServer, 'settings' | 'close'> = { taken: [], mood: {} }
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    const say = (line: string) => (line === 'drop' ? socket.destroy() : socket.write(`${line}\r\n`))
    let mail: string | null = null
    let rest = ''
    const hear = (line: string) => {
      if (mail !== null) {
        if (line !== '.') {
          mail += `${line}\r\n`
          return
        }
        const answer = kept.mood.end ?? '250 2.0.0 taken'
        if (answer.startsWith('250')) kept.taken.push(mail)
        mail = null
        say(answer)
      } else if (/^EHLO/i.test(line)) say('250 moody')
      else if (/^MAIL/i.test(line)) say('250 2.1.0 ok')
      else if (/^RCPT/i.test(line)) say(kept.mood.rcpt ?? '250 2.1.5 ok')
      else if (/^DATA/i.test(line)) {
        const answer = kept.mood.data ?? '354 go on'
        if (answer.startsWith('354')) mail = ''
        say(answer)
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else say('250 ok')
    }
    say('220 moody ESMTP')
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) hear(line)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const smtp = { host: '127.0.0.1', port, secure: false, user: '', pass: '', folder: 'INBOX' }
  return Object.assign(kept, {
    settings: { ...NO_MAIL, smtp, from: '南安市政府信息公开 <xxgk@example.gov.cn>' },
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
