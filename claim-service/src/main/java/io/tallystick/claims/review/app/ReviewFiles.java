package io.tallystick.claims.review.app;

import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** One appeal's file, sealed: all that a reviewer sees of a claim. */
@Singleton
public class ReviewFiles {

  /** What lies in a file. */
  public enum Part {
    APPEAL,
    CLAIM,
    ADJUDICATION
  }

  private final SealedStore sealed;

  ReviewFiles(SealedStore sealed) {
    this.sealed = sealed;
  }

  void keep(Handle tx, String claimId, Part part, SaltedDocument document) {
    sealed.seal(tx, id(claimId, part), document.joined());
  }

  /**
   * @return the exact bytes
   */
  public byte[] open(Handle tx, String claimId, Part part) {
    return SaltedDocument.of(sealed.open(tx, id(claimId, part)).orElseThrow()).document();
  }

  private static String id(String claimId, Part part) {
    return "review/" + claimId + "/" + part.name().toLowerCase(Locale.ROOT);
  }
}
