package io.tallystick.cli.verify.chain;

/**
 * What isn't said by the chain itself.
 *
 * @param chaincode whose entries are Tallystick's
 * @param endorsementsUnlessDefined how many organisations' peers must endorse that chaincode while
 *     it has no committed definition in {@code _lifecycle}, as on a dev ledger whose chaincodes are
 *     set by its configuration; 0 if it can't be written to before (Fabric)
 * @param genesisSigned whether block 0 is signed by the orderer (dev ledger) or is what the members
 *     were given (Fabric's configtxgen signs nothing)
 */
public record Rules(String chaincode, int endorsementsUnlessDefined, boolean genesisSigned) {

  public static Rules devLedger(String chaincode) {
    return new Rules(chaincode, 2, true);
  }

  public static Rules fabric(String chaincode) {
    return new Rules(chaincode, 0, false);
  }
}
