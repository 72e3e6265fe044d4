import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.lang.reflect.Field;
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

    private static final class Database extends H2Database {
        Database(String name, MVStore store, CursorRegistry cursors) {
            super(name, store, cursors);
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            // Opened here first: what is open already is taken as it is.
            store().openMap("databases." + getFullCollectionNamespace(name), new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
            H2Collection opened = (H2Collection) super.openOrCreateCollection(name, options);
            MVMap<Object, Document> data = field(H2Collection.class, opened, "dataMap");
            MVMap<String, Object> meta = field(H2Collection.class, opened, "metaMap");
            return new IndexedCollection(this, name, options, data, meta, cursorRegistry);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
            store().openMap(getFullCollectionNamespace(collection) + INDEX + name, new MVMap.Builder<KeyValue, Object>().keyType(new KeyType()));
            return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new FirstField(name, keys, sparse);
        }

        /** Not a field of this class: the constructor above it opens collections. */
        private MVStore store() {
            return field(H2Database.class, this, "mvStore");
        }

        @SuppressWarnings("unchecked")
        private static <T> T field(Class<?> type, Object of, String name) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return (T) field.get(of);
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

    /** In the name of each map that is a unique index. */
    private static final String INDEX = "._index_";

    /** Indexes of a file that holds them in the order of an older version are made anew, from the documents. */
    private static void renewIndexes(MVStore store) {
        MVMap<String, Object> format = store.openMap("format");
        if (format.containsKey("indexes")) {
            return;
        }
        store.getMapNames().stream().filter(name -> name.contains(INDEX)).forEach(store::removeMap);
        format.put("indexes", "by value");
        store.commit();
    }

    public static void main(String[] args) {
        // A killed process loses what was not committed yet: 100 ms instead of H2's second.
        MVStore store = args.length > 1
            ? new MVStore.Builder().fileName(args[1]).open()
            : new MVStore.Builder().open();
        if (args.length > 1) {
            store.setAutoCommitDelay(100);
        }
        renewIndexes(store);
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
