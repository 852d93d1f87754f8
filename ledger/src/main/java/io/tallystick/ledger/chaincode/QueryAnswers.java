package io.tallystick.ledger.chaincode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.tallystick.ledger.simulate.RangeQuery;
import io.tallystick.ledger.simulate.SimulationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.peer.QueryMetadata;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.protos.peer.QueryResultBytes;

/** The open queries of one transaction, answered in batches as a peer does. */
final class QueryAnswers {

  /** Results in one message to the chaincode. */
  static final int BATCH = 100;

  /** Results of one query altogether (Fabric's core.yaml: totalQueryLimit). */
  static final int TOTAL = 100_000;

  private static final class Open {
    private final Supplier<? extends Message> source;
    private ByteString pending;
    private int returned;

    Open(Supplier<? extends Message> source) {
      this.source = source;
    }
  }

  private final Map<String, Open> open = new HashMap<>();

  /** Opens a query and answers its first batch; the source supplies null at its end. */
  QueryResponse first(Supplier<? extends Message> source) {
    var id = UUID.randomUUID().toString();
    open.put(id, new Open(source));
    return next(id);
  }

  QueryResponse next(String id) {
    var query = open.get(id);
    if (query == null) {
      throw new SimulationException("query iterator not found");
    }
    var batch = new ArrayList<ByteString>(BATCH);
    if (query.pending != null) {
      batch.add(query.pending);
      query.pending = null;
    }
    while (query.returned < TOTAL) {
      var result = query.source.get();
      if (result == null) {
        break;
      }
      query.returned++;
      if (batch.size() == BATCH) {
        // One more than fits: the chaincode learns that there is more.
        query.pending = result.toByteString();
        return response(id, batch).setHasMore(true).build();
      }
      batch.add(result.toByteString());
    }
    open.remove(id);
    return response(id, batch).build();
  }

  /** Answers one page and where the next one starts. */
  QueryResponse page(RangeQuery query, QueryMetadata request) {
    var limit = request.getPageSize() > 0 ? Math.min(request.getPageSize(), TOTAL) : TOTAL;
    var batch = new ArrayList<ByteString>();
    while (batch.size() < limit) {
      var result = query.next();
      if (result == null) {
        break;
      }
      batch.add(result.toByteString());
    }
    var metadata =
        QueryResponseMetadata.newBuilder()
            .setFetchedRecordsCount(batch.size())
            .setBookmark(query.bookmark());
    return response(UUID.randomUUID().toString(), batch)
        .setMetadata(metadata.build().toByteString())
        .build();
  }

  QueryResponse close(String id) {
    open.remove(id);
    return QueryResponse.newBuilder().setId(id).build();
  }

  private static QueryResponse.Builder response(String id, List<ByteString> batch) {
    var response = QueryResponse.newBuilder().setId(id);
    batch.forEach(each -> response.addResults(QueryResultBytes.newBuilder().setResultBytes(each)));
    return response;
  }
}
