import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the documents are by the value of an index's first field, in memory, made at the first query that can use
 * it. Values that very many documents share are not kept: reading the collection is as good for those.
 */
final class FirstField extends Index<Object> {
    private static final int MOST_POSITIONS = 20_000;
    private final String field;
    private Map<KeyValue, TreeSet<Object>> positions;

    FirstField(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        field = keys.get(0).getKey();
    }

    /** The positions that a query for one plain value of the field can match, or null when this does not help. */
    synchronized List<Object> find(Document query, Supplier<Stream<DocumentWithPosition<Object>>> all) {
        Object wanted = query.get(field);
        if (!(wanted instanceof String || wanted instanceof Boolean)) {
            return null;
        }
        if (positions == null) {
            positions = new HashMap<>();
            all.get().forEach(row -> put(row.getDocument(), row.getPosition()));
        }
        TreeSet<Object> found = positions.getOrDefault(new KeyValue(wanted), new TreeSet<>());
        return found.size() > MOST_POSITIONS ? null : new ArrayList<>(found);
    }

    private void put(Document document, Object position) {
        Object value = document.get(field);
        // A list is found by each of its values.
        for (Object one : value instanceof Collection ? (Collection<?>) value : List.of(Missing.ofNullable(value))) {
            TreeSet<Object> found = positions.computeIfAbsent(new KeyValue(one), key -> new TreeSet<>(ValueComparator.asc()));
            if (found.size() <= MOST_POSITIONS) {
                found.add(position);
            }
        }
    }

    private void drop(Document document, Object position) {
        Object value = document.get(field);
        for (Object one : value instanceof Collection ? (Collection<?>) value : List.of(Missing.ofNullable(value))) {
            TreeSet<Object> found = positions.get(new KeyValue(one));
            if (found == null || found.size() > MOST_POSITIONS) {
                continue;
            }
            found.remove(position);
            if (found.isEmpty()) {
                positions.remove(new KeyValue(one));
            }
        }
    }

    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        if (positions != null) {
            put(document, position);
        }
    }

    @Override
    public synchronized Object remove(Document document) {
        if (positions != null) {
            drop(document, getPosition(document));
        }
        return getPosition(document);
    }

    @Override
    public synchronized void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        if (positions != null && !Objects.equals(before.get(field), after.get(field))) {
            drop(before, position);
            put(after, position);
        }
    }

    @Override
    public Object getPosition(Document document) {
        return document.get("_id");
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
        return 1;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
    }
}
