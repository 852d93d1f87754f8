package io.tallystick.ledger.lifecycle;

import io.tallystick.ledger.state.StateView;
import java.util.List;
import org.hyperledger.fabric.protos.peer.lifecycle.GetInstalledChaincodePackageArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.GetInstalledChaincodePackageResult;
import org.hyperledger.fabric.protos.peer.lifecycle.InstallChaincodeArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.InstallChaincodeResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodeArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodeResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodesArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodesResult;

/** What the lifecycle does with an organisation's packages. */
final class PackageFunctions {

  private final String channel;
  private final String mspId;
  private final InstalledPackages packages;
  private final Definitions definitions;
  private final Runnable installed;

  PackageFunctions(
      String channel,
      String mspId,
      InstalledPackages packages,
      Definitions definitions,
      Runnable installed) {
    this.channel = channel;
    this.mspId = mspId;
    this.packages = packages;
    this.definitions = definitions;
    this.installed = installed;
  }

  InstallChaincodeResult install(InstallChaincodeArgs args) {
    var added = packages.install(args.getChaincodeInstallPackage());
    installed.run();
    return InstallChaincodeResult.newBuilder()
        .setPackageId(added.id())
        .setLabel(added.label())
        .build();
  }

  GetInstalledChaincodePackageResult get(GetInstalledChaincodePackageArgs args) {
    return GetInstalledChaincodePackageResult.newBuilder()
        .setChaincodeInstallPackage(packages.bytes(args.getPackageId()))
        .build();
  }

  QueryInstalledChaincodeResult query(QueryInstalledChaincodeArgs args, StateView state) {
    var found =
        packages
            .get(args.getPackageId())
            .orElseThrow(
                () ->
                    LifecycleException.notFound(
                        "chaincode install package '%s' not found".formatted(args.getPackageId())));
    var result =
        QueryInstalledChaincodeResult.newBuilder().setPackageId(found.id()).setLabel(found.label());
    var references = QueryInstalledChaincodeResult.References.newBuilder();
    for (var definition : running(found.id(), state)) {
      references.addChaincodes(
          QueryInstalledChaincodeResult.Chaincode.newBuilder()
              .setName(definition.name())
              .setVersion(definition.parameters().version()));
    }
    if (references.getChaincodesCount() > 0) {
      result.putReferences(channel, references.build());
    }
    return result.build();
  }

  QueryInstalledChaincodesResult query(QueryInstalledChaincodesArgs args, StateView state) {
    var result = QueryInstalledChaincodesResult.newBuilder();
    for (var each : packages.all()) {
      var installed =
          QueryInstalledChaincodesResult.InstalledChaincode.newBuilder()
              .setPackageId(each.id())
              .setLabel(each.label());
      var references = QueryInstalledChaincodesResult.References.newBuilder();
      for (var definition : running(each.id(), state)) {
        references.addChaincodes(
            QueryInstalledChaincodesResult.Chaincode.newBuilder()
                .setName(definition.name())
                .setVersion(definition.parameters().version()));
      }
      if (references.getChaincodesCount() > 0) {
        installed.putReferences(channel, references.build());
      }
      result.addInstalledChaincodes(installed);
    }
    return result.build();
  }

  /** Committed definitions that this organisation approved with the package. */
  private List<Definitions.Definition> running(String packageId, StateView state) {
    return definitions.committed(state).stream()
        .filter(each -> definitions.packageId(state, each, mspId).equals(packageId))
        .toList();
  }
}
