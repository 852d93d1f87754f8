package io.tallystick.vocabulary.consent;

/**
 * How a resource stands to another one, FHIR R4 {@code Consent.provision.data}. In a provision:
 * what is meant; among a resource's attributes: what it is.
 *
 * <ul>
 *   <li>INSTANCE: it is that resource
 *   <li>RELATED: it is that resource, one it refers to, or, for an encounter, an episode or a care
 *       plan, one that belongs to it (IHE PCF 3:5.9.2)
 *   <li>DEPENDENTS: it is that resource or refers to it
 *   <li>AUTHORED_BY: that one wrote it
 * </ul>
 *
 * @param reference as the custodian's records spell it, e.g. {@code Observation/17}
 */
public record DataReference(Meaning meaning, String reference) {

  public enum Meaning {
    INSTANCE,
    RELATED,
    DEPENDENTS,
    AUTHORED_BY
  }

  public DataReference {
    if (meaning == null || reference == null) {
      throw new IllegalArgumentException("a reference to data has a meaning and a target");
    }
  }
}
