// S2's index of polygons: s2_memory GRIDS ROUNDS POINTS.csv...
//
// One MutableS2ShapeIndex over all grids, asked point by point with the closed vertex model. Edges
// are geodesics here, so that near long edges other grids are found than in longitude and latitude.

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <s2/mutable_s2shape_index.h>
#include <s2/s2contains_point_query.h>
#include <s2/s2latlng.h>
#include <s2/s2lax_polygon_shape.h>

namespace {

// Seconds of the processor, so that other work on the machine counts little.
double SecondsSince(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// Reads what `measure polygons` writes, from front to back.
class Reader {
 public:
  explicit Reader(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    bytes_.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }

  bool IsAtEnd() const { return at_ == bytes_.size(); }

  template <typename Number>
  Number Next() {
    if (bytes_.size() - at_ < sizeof(Number)) throw std::runtime_error("the grids are cut short");
    Number number;
    std::memcpy(&number, bytes_.data() + at_, sizeof(Number));
    at_ += sizeof(Number);
    return number;
  }

  // Passes over a byte order and a type of geometry; returns the count of its parts.
  std::uint32_t NextHead() {
    Next<std::uint8_t>();
    Next<std::uint32_t>();
    return Next<std::uint32_t>();
  }

 private:
  std::vector<char> bytes_;
  std::size_t at_ = 0;
};

S2Point Place(double longitude, double latitude) {
  return S2LatLng::FromDegrees(latitude, longitude).ToPoint();
}

// The loops of one grid, open. A hole comes clockwise, as S2 wants it.
std::vector<std::vector<S2Point>> NextGrid(Reader& reader) {
  std::vector<std::vector<S2Point>> loops;
  reader.Next<std::uint32_t>();
  for (std::uint32_t polygons = reader.NextHead(); polygons > 0; --polygons) {
    for (std::uint32_t rings = reader.NextHead(); rings > 0; --rings) {
      std::vector<S2Point> loop;
      for (std::uint32_t left = reader.Next<std::uint32_t>(); left > 0; --left) {
        const double longitude = reader.Next<double>();
        loop.push_back(Place(longitude, reader.Next<double>()));
      }
      loop.pop_back();
      loops.push_back(std::move(loop));
    }
  }
  return loops;
}

std::vector<S2Point> ReadPoints(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<S2Point> points;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    double longitude, latitude;
    if (std::sscanf(line.c_str(), "%*d,%lf,%lf", &longitude, &latitude) != 2) {
      throw std::runtime_error(path + " has a line that is no point: " + line);
    }
    points.push_back(Place(longitude, latitude));
  }
  return points;
}

// How many points are in no, one, two and more grids.
struct Counts {
  std::uint64_t none = 0, one = 0, two = 0, more = 0;
};

Counts Ask(const MutableS2ShapeIndex& index, const std::vector<S2Point>& points) {
  auto query = MakeS2ContainsPointQuery(
      &index, S2ContainsPointQueryOptions(S2VertexModel::CLOSED));
  Counts counts;
  for (const S2Point& point : points) {
    int grids = 0;
    query.VisitContainingShapes(point, [&grids](S2Shape*) {
      ++grids;
      return true;
    });
    ++(grids == 0 ? counts.none : grids == 1 ? counts.one : grids == 2 ? counts.two : counts.more);
  }
  return counts;
}

void Run(const std::string& grids, int rounds, const std::vector<std::string>& files) {
  std::vector<std::vector<std::vector<S2Point>>> shapes;
  Reader reader(grids);
  while (!reader.IsAtEnd()) shapes.push_back(NextGrid(reader));

  const std::clock_t start = std::clock();
  MutableS2ShapeIndex index;
  for (const auto& loops : shapes) index.Add(std::make_unique<S2LaxPolygonShape>(loops));
  index.ForceBuild();
  std::cout << "{\"seconds\":" << SecondsSince(start) << ",\"index_bytes\":" << index.SpaceUsed()
            << ",\"index_source\":\"S2's SpaceUsed, without the polygons\"}" << std::endl;

  for (const std::string& file : files) {
    const std::vector<S2Point> points = ReadPoints(file);
    Counts counts = Ask(index, points);
    std::ostringstream seconds;
    for (int round = 0; round < rounds; ++round) {
      const std::clock_t begin = std::clock();
      counts = Ask(index, points);
      seconds << (round > 0 ? "," : "") << SecondsSince(begin);
    }
    std::cout << "{\"file\":\"" << file << "\",\"points\":" << points.size() << ",\"seconds\":["
              << seconds.str() << "],\"none\":" << counts.none << ",\"one\":" << counts.one
              << ",\"two\":" << counts.two << ",\"more\":" << counts.more << "}" << std::endl;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: s2_memory GRIDS ROUNDS POINTS.csv...\n";
    return 64;
  }
  try {
    Run(arguments[1], std::stoi(arguments[2]), {arguments + 3, arguments + count});
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
