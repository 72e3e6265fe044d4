import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Usage: java -cp 'lib/*' Launcher.java PORT [FILE]. Without FILE the data lives in memory. Prints "ready PORT". */
public class Launcher {
    /** The server calls itself older than driver 7 accepts; the commands the club uses are all there. */
    private static final class Spoken implements MongoVersion {
        public List<Integer> getVersionArray() {
            return List.of(4, 4, 0);
        }

        public int getWireVersion() {
            return 9;
        }
    }

    /**
     * The server uses an index only when a query names its fields and no others, so `{_id, state}`, the shape of every
     * guarded update, would read the whole collection. Here such a query finds by `_id` first and compares the rest.
     */
    private static final class ByIdFirst extends H2Collection {
        ByIdFirst(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> data, MVMap<String, Object> meta, CursorRegistry cursors) {
            super(database, name, options, data, meta, cursors);
        }

        @Override
        protected QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
            Object id = query.get("_id");
            boolean narrow = id != null && query.size() > 1 && (!(id instanceof Document) || isIn((Document) id));
            if (!narrow) {
                return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
            }
            List<Document> found = new ArrayList<>();
            super.queryDocuments(new Document("_id", id), null, 0, 0, 0, null).collectDocuments().forEach(found::add);
            return matchDocumentsFromStream(found.stream(), query, orderBy, skip, limit, batchSize, projection);
        }

        private static boolean isIn(Document condition) {
            return condition.size() == 1 && condition.containsKey("$in");
        }
    }

    private static final class Database extends H2Database {
        Database(String name, MVStore store, CursorRegistry cursors) {
            super(name, store, cursors);
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            H2Collection opened = (H2Collection) super.openOrCreateCollection(name, options);
            return new ByIdFirst(this, name, options, Database.<MVMap<Object, Document>>field(opened, "dataMap"), Database.<MVMap<String, Object>>field(opened, "metaMap"), cursorRegistry);
        }

        @SuppressWarnings("unchecked")
        private static <T> T field(H2Collection collection, String name) {
            try {
                Field field = H2Collection.class.getDeclaredField(name);
                field.setAccessible(true);
                return (T) field.get(collection);
            } catch (ReflectiveOperationException error) {
                throw new IllegalStateException(error);
            }
        }
    }

    private static final class Backend extends H2Backend {
        Backend(MVStore store) {
            super(store);
        }

        @Override
        protected MongoDatabase openOrCreateDatabase(String name) {
            return new Database(name, getMvStore(), getCursorRegistry());
        }
    }

    public static void main(String[] args) {
        // A killed process loses what was not committed yet: 100 ms instead of H2's second.
        MVStore store = args.length > 1
            ? new MVStore.Builder().fileName(args[1]).open()
            : new MVStore.Builder().open();
        if (args.length > 1) {
            store.setAutoCommitDelay(100);
        }
        H2Backend backend = new Backend(store);
        backend.version(new Spoken());
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdownNow();
            if (!store.isClosed()) {
                store.close();
            }
        }));
        System.out.println("ready " + server.getLocalAddress().getPort());
    }
}
