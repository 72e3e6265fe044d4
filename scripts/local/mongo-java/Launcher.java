import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;
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

    public static void main(String[] args) {
        // A killed process loses what was not committed yet: 100 ms instead of H2's second.
        MVStore store = args.length > 1
            ? new MVStore.Builder().fileName(args[1]).open()
            : new MVStore.Builder().open();
        if (args.length > 1) {
            store.setAutoCommitDelay(100);
        }
        H2Backend backend = new H2Backend(store);
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
