package io.tallystick.gateway.records.domain;

/** A part of what was sent that makes one record, or adds to one. */
public sealed interface RecordPart {

  RecordContent content();

  /** The same with other content. */
  default RecordPart with(RecordContent other) {
    return switch (this) {
      case OfEncounter part -> new OfEncounter(other);
      case Addition part -> new Addition(part.to(), other);
      case OnItsOwn part -> new OnItsOwn(other);
    };
  }

  /** An encounter and what belongs to it. */
  record OfEncounter(RecordContent content) implements RecordPart {}

  /** Resources of an encounter that was sent earlier. */
  record Addition(EncounterLink to, RecordContent content) implements RecordPart {}

  /** Resources that belong to no encounter: a record of its own. */
  record OnItsOwn(RecordContent content) implements RecordPart {}
}
