// Reads cases as `twin access decide` takes them, one a line on standard input, and writes {id, decision} or {id, skipped} a line.
import { createInterface } from 'node:readline'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const named = (policies) => (policies ?? []).map((p, i) => ({ name: p.name ?? `p${i}`, policy: p.document }))
const levels = (list) => (list ?? []).map((l) => ({ orgIdentifier: l.orgIdentifier, policies: named(l.policies) }))

// The validation's own words, without what varies from case to case.
const reasonOf = (errors) => {
  const all = Object.entries(errors ?? {}).flatMap(([layer, found]) => {
    const list = Array.isArray(found) ? found : typeof found === 'object' ? Object.values(found).flat() : []
    return list.map((e) => `${layer} ${e.message ?? e}`.replace(/[`'"].*?[`'"]/g, '…'))
  })
  return all.length ? all[0] : (errors?.message ?? 'no single answer')
}

function simulationOf(c) {
  const simulation = {
    request: {
      principal: c.request.principal,
      action: c.request.action,
      resource: { resource: c.request.resource.arn, accountId: c.request.resource.account },
      contextVariables: c.request.context ?? {},
    },
    identityPolicies: named(c.identityPolicies),
    serviceControlPolicies: levels(c.serviceControlPolicies),
    resourceControlPolicies: levels(c.resourceControlPolicies),
  }
  if (c.resourcePolicy) simulation.resourcePolicy = c.resourcePolicy
  if (c.sessionPolicy) simulation.sessionPolicy = c.sessionPolicy
  if (c.permissionBoundaries) simulation.permissionBoundaryPolicies = named(c.permissionBoundaries)
  if (c.vpcEndpointPolicies) simulation.vpcEndpointPolicies = named(c.vpcEndpointPolicies)
  return simulation
}

for await (const line of createInterface({ input: process.stdin })) {
  const c = JSON.parse(line)
  let answer
  try {
    const result = await runSimulation(simulationOf(c), {})
    if (result.resultType !== 'single') answer = { id: c.id, skipped: result.resultType === 'error' ? reasonOf(result.errors) : result.resultType }
    else if (result.result.ignoredContextKeys?.length) answer = { id: c.id, skipped: 'context key not taken for this action' }
    else answer = { id: c.id, decision: result.overallResult }
  } catch (error) {
    answer = { id: c.id, skipped: `threw ${error.message}` }
  }
  console.log(JSON.stringify(answer))
}
