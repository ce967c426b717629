// An OPC UA server made with node-opcua that keeps a history. Each variable's value is the number of the tick that wrote it, so a
// receiver can count what is missing or repeated.
//
//   node opcua-history.mjs PORT VARIABLES PERIOD_MS WORK_DIRECTORY
//
// Prints one JSON line when it listens, {"ready": milliseconds}. SIGUSR1 freezes the values and prints {"frozen": tick}.
import { createRequire } from 'node:module'
import path from 'node:path'
import { variableName } from './gateway.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const { OPCUACertificateManager, OPCUAServer, DataType, StatusCodes, Variant, MessageSecurityMode, SecurityPolicy } =
  require('node-opcua')

const [port, count, period] = process.argv.slice(2, 5).map(Number)
const work = process.argv[5]

const server = new OPCUAServer({
  port,
  host: '127.0.0.1',
  hostname: '127.0.0.1',
  resourcePath: '/',
  securityPolicies: [SecurityPolicy.None],
  securityModes: [MessageSecurityMode.None],
  serverCertificateManager: new OPCUACertificateManager({ rootFolder: path.join(work, 'pki') }),
  userCertificateManager: new OPCUACertificateManager({ rootFolder: path.join(work, 'user-pki') }),
  serverCapabilities: { maxSessions: 20, operationLimits: { maxNodesPerHistoryReadData: 20 } }
})

await server.initialize()
const addressSpace = server.engine.addressSpace
const namespace = addressSpace.getOwnNamespace()
const folder = namespace.addFolder('ObjectsFolder', { browseName: 'Line' })
const variables = []
for (let i = 0; i < count; i++) {
  const name = variableName(i)
  const variable = namespace.addVariable({
    componentOf: folder,
    nodeId: `s=${name}`,
    browseName: name,
    dataType: DataType.Int32,
    minimumSamplingInterval: 0
  })
  addressSpace.installHistoricalDataNode(variable, { maxOnlineValues: 10_000 })
  variables.push(variable)
}

let tick = 1
let last = 0
function write () {
  // node-opcua compares times of a history by the millisecond.
  const now = new Date(Math.max(Date.now(), last + 1))
  last = now.getTime()
  for (const variable of variables) {
    variable.setValueFromSource(new Variant({ dataType: DataType.Int32, value: tick }), StatusCodes.Good, now)
  }
  tick++
}

write()
await server.start()
console.log(JSON.stringify({ ready: Date.now() }))
const timer = setInterval(write, period)

process.on('SIGUSR1', () => {
  clearInterval(timer)
  console.log(JSON.stringify({ frozen: tick - 1 }))
})
process.on('SIGTERM', () => process.exit(0))
