// An OPC UA server made with node-opcua. Each variable's value is the number of the tick that wrote it, so a receiver can
// count what is missing, repeated or out of order.
//
//   node opcua-server.mjs PORT VARIABLES PERIOD_MS FIRST_TICK WORK_DIRECTORY
//
// With SECURED=1 in the environment it takes no session without security, only user 'gateway' with password 'right', and any
// client's certificate.
// Prints one JSON line when it listens, {"ready": milliseconds}. SIGUSR1 freezes the values and prints {"frozen": tick}.
import events from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'
import { variableName } from './gateway.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const { OPCUACertificateManager, OPCUAServer, DataType, StatusCodes, Variant, MessageSecurityMode, SecurityPolicy } =
  require('node-opcua')

// Each session listens at the Server object, those that a kill left behind too; at more than ten of them Node wants to warn, and
// node-opcua 2.182 ends by that warning.
events.defaultMaxListeners = 0

const [port, count, period, firstTick] = process.argv.slice(2, 6).map(Number)
const work = process.argv[6]

const secured = process.env.SECURED === '1'
const server = new OPCUAServer({
  port,
  host: '127.0.0.1',
  hostname: '127.0.0.1',
  resourcePath: '/',
  securityPolicies: secured
    ? [SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss]
    : [SecurityPolicy.None],
  securityModes: secured ? [MessageSecurityMode.SignAndEncrypt, MessageSecurityMode.Sign] : [MessageSecurityMode.None],
  allowAnonymous: !secured,
  userManager: { isValidUser: (user, password) => user === 'gateway' && password === 'right' },
  serverCertificateManager: new OPCUACertificateManager({
    rootFolder: path.join(work, 'pki'),
    automaticallyAcceptUnknownCertificate: secured
  }),
  userCertificateManager: new OPCUACertificateManager({ rootFolder: path.join(work, 'user-pki') }),
  serverCapabilities: {
    maxSessions: 20,
    maxMonitoredItems: 100_000,
    maxMonitoredItemsPerSubscription: 100_000,
    maxMonitoredItemsQueueSize: 10_000,
    operationLimits: {
      maxNodesPerRead: 10_000,
      maxNodesPerBrowse: 10_000,
      maxMonitoredItemsPerCall: 10_000,
      maxNodesPerTranslateBrowsePathsToNodeIds: 10_000
    }
  }
})

await server.initialize()
const namespace = server.engine.addressSpace.getOwnNamespace()
const folder = namespace.addFolder('ObjectsFolder', { browseName: 'Line' })
const variables = []
for (let i = 0; i < count; i++) {
  const name = variableName(i)
  variables.push(namespace.addVariable({
    componentOf: folder,
    nodeId: `s=${name}`,
    browseName: name,
    dataType: DataType.Int32,
    minimumSamplingInterval: 0
  }))
}

let tick = firstTick
function write () {
  const now = new Date()
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
