import { createServer } from 'node:http'

/** The least a Node server can do: the same bytes and headers to everybody. */
process.once('message', (told: { body: Uint8Array; headers: Record<string, string> }) => {
  const body = Buffer.from(told.body)
  const { date: _, connection: __, 'keep-alive': ___, 'transfer-encoding': ____, ...headers } = told.headers
  createServer((_request, response) => {
    response.writeHead(200, { ...headers, 'content-length': String(body.length) }).end(body)
  }).listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'))
})
