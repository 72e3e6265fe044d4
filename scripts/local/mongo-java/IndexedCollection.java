import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * The server uses an index only when a query names its fields and no others, so `{_id, state}`, the shape of every
 * guarded update, would read the whole collection; and of indexes that are not unique it has none. Here a query
 * finds by `_id` first, or by the first field of any index, and compares the rest.
 */
final class IndexedCollection extends H2Collection {
    private final List<FirstField> firstFields = new ArrayList<>();
    private final MVMap<Object, Document> data;

    IndexedCollection(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> data, MVMap<String, Object> meta, CursorRegistry cursors) {
        super(database, name, options, data, meta, cursors);
        this.data = data;
    }

    @Override
    public void addIndex(Index<Object> index) {
        super.addIndex(index);
        if (index instanceof FirstField) {
            firstFields.add((FirstField) index);
        }
    }

    @Override
    protected QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        Object id = query.get("_id");
        if (id != null && (!(id instanceof Document) || isIn((Document) id))) {
            if (query.size() == 1) {
                return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
            }
            List<Document> found = new ArrayList<>();
            super.queryDocuments(new Document("_id", id), null, 0, 0, 0, null).collectDocuments().forEach(found::add);
            return matchDocumentsFromStream(found.stream(), query, orderBy, skip, limit, batchSize, projection);
        }
        for (FirstField index : firstFields) {
            List<Object> positions = index.find(query, this::streamAllDocumentsWithPosition);
            if (positions != null) {
                return matchDocumentsFromStream(positions.stream().map(this::getDocument), query, orderBy, skip, limit, batchSize, projection);
            }
        }
        if (limit > 0 && orderBy != null && !orderBy.isEmpty() && !isNaturalDescending(orderBy)) {
            List<Document> found = isPageById(query, orderBy) ? pageById((Document) id, skip + limit) : best(query, orderBy, skip + limit);
            return matchDocumentsFromStream(found.stream(), query, orderBy, skip, limit, batchSize, projection);
        }
        return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    /** `{_id: {$gt: text}}` in order of `_id`: how a whole collection is read a page at a time. */
    private static boolean isPageById(Document query, Document orderBy) {
        Object id = query.get("_id");
        boolean after = query.size() == 1 && id instanceof Document && ((Document) id).size() == 1 && ((Document) id).get("$gt") instanceof String;
        return after && orderBy.size() == 1 && Objects.equals(orderBy.get("_id"), 1);
    }

    private List<Document> pageById(Document condition, int count) {
        List<Document> found = new ArrayList<>();
        Cursor<Object, Document> rows = data.cursor(condition.get("$gt"));
        while (found.size() <= count && rows.hasNext()) {
            rows.next();
            found.add(rows.getValue());
        }
        return found;
    }

    /** The first `count` in an order, without holding all that match: a million documents do not fit into memory. */
    private List<Document> best(Document query, Document orderBy, int count) {
        Comparator<Document> order = deriveComparator(orderBy);
        PriorityQueue<Document> kept = new PriorityQueue<>(order.reversed());
        data.values().stream().filter(document -> documentMatchesQuery(document, query)).forEach(document -> {
            if (kept.size() < count) {
                kept.add(document);
            } else if (order.compare(document, kept.peek()) < 0) {
                kept.poll();
                kept.add(document);
            }
        });
        return new ArrayList<>(kept);
    }

    private static boolean isIn(Document condition) {
        return condition.size() == 1 && condition.containsKey("$in");
    }
}
