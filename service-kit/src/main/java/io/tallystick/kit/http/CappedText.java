package io.tallystick.kit.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** An ASCII body, or nothing once it is longer than it may be; the rest isn't read then. */
final class CappedText implements BodySubscriber<Optional<String>> {

  private final int limit;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<Optional<String>> body = new CompletableFuture<>();
  private Subscription source;

  /**
   * @param limit bytes
   */
  CappedText(int limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<Optional<String>> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    source.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (var part : parts) {
      if (body.isDone()) return;
      if (part.remaining() > limit - read.size()) {
        source.cancel();
        body.complete(Optional.empty());
      } else {
        var bytes = new byte[part.remaining()];
        part.get(bytes);
        read.writeBytes(bytes);
      }
    }
  }

  @Override
  public void onError(Throwable lost) {
    body.completeExceptionally(lost);
  }

  @Override
  public void onComplete() {
    body.complete(Optional.of(read.toString(StandardCharsets.US_ASCII)));
  }
}
