/**
 * A Hyperledger Fabric network as native processes from an installed release: one orderer, a peer
 * per organisation, chaincode as a service. Knows nothing of claims; {@link
 * io.tallystick.devnet.fabric.FabricNetwork} runs it alone, {@code devnet} as parts of its own.
 */
package io.tallystick.devnet.fabric;
