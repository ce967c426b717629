// Programs that others wrote, around a radio: rtl_tcp on the stand-in for its library, rtl_433, which decodes what was recorded, and gpsd.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Child, until } from './children.mjs'

const work = process.env.PEER_WORK
export const standIn = path.join(work, 'stand-in.so')

// It serves one connection and says too late that it does, so it is not asked.
const listens = port => {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`
  return fs.readFileSync('/proc/net/tcp', 'utf8').includes(address)
}

// Debian's rtl_tcp, serving a file at its real rate. `env` are more of the stand-in's settings.
export class RtlTcp {
  #child

  static async start (name, port, file, env = {}) {
    const server = new RtlTcp()
    server.#child = new Child(name, 'rtl_tcp', ['-a', '127.0.0.1', '-p', String(port)],
      { work, env: { LD_PRELOAD: standIn, STAND_IN_FILE: file, ...env } })
    await until(`${name} listens`, () => listens(port), 20_000)
    return server
  }

  #text () { return fs.readFileSync(this.#child.log, 'utf8') }

  // What the library was told, in order: [name, argument].
  commands () {
    return [...this.#text().matchAll(/^stand-in: ([a-z-]+) (-?\d+)$/gm)].map(([, name, argument]) => [name, Number(argument)])
  }

  // All arguments of one command.
  told (name) { return this.commands().filter(([command]) => command === name).map(([, argument]) => argument) }

  // It can wait for ever on SIGTERM once a client has left.
  end () { return this.#child.end('SIGKILL') }
}

// What rtl_433 decodes of 8-bit samples: its JSON objects, without the time.
export function decodeWithRtl433 (file, rateHz, options) {
  const run = spawnSync('rtl_433', ['-c', '/dev/null', '-r', file, '-s', String(rateHz), '-F', 'json', ...options], { encoding: 'utf8', cwd: work })
  if (run.status !== 0) throw new Error(`rtl_433 ended with ${run.status}: ${run.stderr}`)
  return run.stdout.split('\n').filter(line => line.startsWith('{')).map(line => {
    const { time, ...telegram } = JSON.parse(line)
    return telegram
  })
}

// Ends the gpsd that was started for a port, by its process number.
export function endGpsd (port) {
  for (const pid of fs.readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const [program, ...args] = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      if (path.basename(program) === 'gpsd' && args[args.indexOf('-S') + 1] === String(port)) process.kill(Number(pid))
    } catch {
      // It ended meanwhile.
    }
  }
}
