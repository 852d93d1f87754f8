package io.tallystick.ledger.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import java.util.Optional;
import org.hyperledger.fabric.protos.peer.CollectionConfigPackage;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeEndorsementInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;

/** All that organisations agree on about a chaincode, besides its sequence. */
public record ChaincodeParameters(
    ChaincodeEndorsementInfo endorsement,
    ChaincodeValidationInfo validation,
    CollectionConfigPackage collections) {

  private static final String ENDORSEMENT = "EndorsementInfo";
  private static final String VALIDATION = "ValidationInfo";
  private static final String COLLECTIONS = "Collections";

  /** As given by a client; what is left empty gets the channel's defaults. */
  static ChaincodeParameters of(
      String version,
      String endorsementPlugin,
      boolean initRequired,
      String validationPlugin,
      ByteString validationParameter,
      CollectionConfigPackage collections) {
    if (collections.getConfigCount() > 0) {
      throw new LifecycleException("private data collections are not supported by this ledger");
    }
    return new ChaincodeParameters(
        ChaincodeEndorsementInfo.newBuilder()
            .setVersion(version)
            .setEndorsementPlugin(endorsementPlugin.isEmpty() ? "escc" : endorsementPlugin)
            .setInitRequired(initRequired)
            .build(),
        ChaincodeValidationInfo.newBuilder()
            .setValidationPlugin(validationPlugin.isEmpty() ? "vscc" : validationPlugin)
            .setValidationParameter(
                validationParameter.isEmpty()
                    ? ChannelPolicies.DEFAULT_ENDORSEMENT
                    : validationParameter)
            .build(),
        CollectionConfigPackage.getDefaultInstance());
  }

  public String version() {
    return endorsement.getVersion();
  }

  /** What an organisation approves (Fabric: ChaincodeParameters). */
  Structure approval() {
    return fields(Structure.named("ChaincodeParameters"));
  }

  /** What the channel commits (Fabric: ChaincodeDefinition). */
  Structure definition(long sequence) {
    return fields(Structure.named("ChaincodeDefinition").with("Sequence", sequence));
  }

  private Structure fields(Structure structure) {
    return structure
        .with(ENDORSEMENT, endorsement)
        .with(VALIDATION, validation)
        .with(COLLECTIONS, collections);
  }

  /** Reads what stands under a name, of either structure. */
  static ChaincodeParameters read(String name, LifecycleKeys keys) {
    try {
      return new ChaincodeParameters(
          ChaincodeEndorsementInfo.parseFrom(bytes(name, ENDORSEMENT, keys)),
          ChaincodeValidationInfo.parseFrom(bytes(name, VALIDATION, keys)),
          CollectionConfigPackage.parseFrom(bytes(name, COLLECTIONS, keys)));
    } catch (InvalidProtocolBufferException e) {
      throw new LifecycleException(
          "could not deserialize chaincode definition for chaincode " + name);
    }
  }

  private static ByteString bytes(String name, String field, LifecycleKeys keys) {
    return Structure.field(Structure.DEFINITIONS, name, field, keys).getBytes();
  }

  /** How another differs from this, in Fabric's words; none if it doesn't. */
  Optional<String> difference(ChaincodeParameters other) {
    var mine = endorsement;
    var theirs = other.endorsement;
    if (!mine.getVersion().equals(theirs.getVersion())) {
      return Optional.of(differs("Version", mine.getVersion(), theirs.getVersion()));
    }
    if (!mine.getEndorsementPlugin().equals(theirs.getEndorsementPlugin())) {
      return Optional.of(
          differs("EndorsementPlugin", mine.getEndorsementPlugin(), theirs.getEndorsementPlugin()));
    }
    if (mine.getInitRequired() != theirs.getInitRequired()) {
      return Optional.of(differs("InitRequired", mine.getInitRequired(), theirs.getInitRequired()));
    }
    if (!validation.getValidationPlugin().equals(other.validation.getValidationPlugin())) {
      return Optional.of(
          differs(
              "ValidationPlugin",
              validation.getValidationPlugin(),
              other.validation.getValidationPlugin()));
    }
    if (!validation.equals(other.validation)) {
      return Optional.of(
          differs(
              "ValidationParameter",
              hex(validation.getValidationParameter()),
              hex(other.validation.getValidationParameter())));
    }
    return collections.equals(other.collections)
        ? Optional.empty()
        : Optional.of("Collections do not match");
  }

  private static String differs(String field, Object expected, Object passed) {
    return "expected %s '%s' does not match passed %s '%s'"
        .formatted(field, expected, field, passed);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
