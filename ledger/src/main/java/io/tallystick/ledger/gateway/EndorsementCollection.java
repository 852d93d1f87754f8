package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.detail;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.endorse.UnpackedProposal;
import io.tallystick.ledger.state.StateView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.ProposalResponse;

/** Asks endorsers until one set of them has endorsed the same outcome. Each is asked once. */
final class EndorsementCollection {

  private final Endorser own;
  private final UnpackedProposal proposal;
  private final StateView state;
  private final Map<Endorser, ProposalResponse> agreed = new LinkedHashMap<>();
  private final Set<Endorser> failed = new HashSet<>();
  private final List<ErrorDetail> errors = new ArrayList<>();
  private ByteString payload;

  EndorsementCollection(Endorser own, UnpackedProposal proposal, StateView state) {
    this.own = own;
    this.proposal = proposal;
    this.state = state;
  }

  /** Asks one endorser. */
  EndorserCall ask(Endorser endorser) throws InterruptedException {
    var call = EndorserCall.call(endorser, own, proposal, state);
    take(endorser, call);
    return call;
  }

  /** The endorsements of the first set that is complete. */
  Optional<List<ProposalResponse>> firstComplete(List<List<Endorser>> sets)
      throws InterruptedException {
    for (var set : sets) {
      if (set.stream().noneMatch(failed::contains)) {
        askMissing(set);
        if (agreed.keySet().containsAll(set)) {
          return Optional.of(set.stream().map(agreed::get).toList());
        }
      }
    }
    return Optional.empty();
  }

  List<ErrorDetail> errors() {
    return errors;
  }

  private void askMissing(List<Endorser> set) throws InterruptedException {
    var calls = new LinkedHashMap<Endorser, CompletableFuture<EndorserCall>>();
    for (var endorser : set) {
      if (!agreed.containsKey(endorser)) {
        var call = new CompletableFuture<EndorserCall>();
        calls.put(endorser, call);
        Thread.ofVirtual()
            .name("endorse " + endorser.mspId())
            .start(() -> complete(call, endorser));
      }
    }
    for (var call : calls.entrySet()) {
      try {
        take(call.getKey(), call.getValue().get());
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }
  }

  private void complete(CompletableFuture<EndorserCall> call, Endorser endorser) {
    try {
      call.complete(EndorserCall.call(endorser, own, proposal, state));
    } catch (InterruptedException | RuntimeException e) {
      call.completeExceptionally(e);
    }
  }

  private void take(Endorser endorser, EndorserCall call) {
    switch (call) {
      case EndorserCall.Failed f -> fail(endorser, f.message());
      case EndorserCall.Endorsed e -> {
        if (payload == null) {
          payload = e.response().getPayload();
        }
        if (payload.equals(e.response().getPayload())) {
          agreed.put(endorser, e.response());
        } else {
          fail(endorser, "ProposalResponsePayloads do not match");
        }
      }
    }
  }

  private void fail(Endorser endorser, String message) {
    failed.add(endorser);
    errors.add(detail(endorser, message));
  }
}
