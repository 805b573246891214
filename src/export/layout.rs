//! Where nodes stand: the forces of Jacomy, Venturini, Heymann and Bastian (“`ForceAtlas2`, a Continuous Graph Layout
//! Algorithm for Handy Network Visualization”, 2014) with the repulsion of Barnes and Hut (1986).
//!
//! The crate `forceatlas2` is AGPL and the layouts of others are random, so it is written here. It computes with sums,
//! products and square roots alone, which IEEE 754 fixes to the last bit: the same graph has the same positions on
//! every machine. Work is bounded by the number of steps: about `STEPS` visits of a node in all.

/// Visits of nodes in all steps, and bounds of the number of steps.
const STEPS: usize = 3_000_000;
const FEWEST: usize = 40;
const MOST: usize = 400;

/// A cell of the tree counts as one body when its width is less than this part of how far it is (the paper's theta): so
/// little that a body never takes the cell it is in for another.
const FAR: f64 = 0.7;

/// Square of the distance below which the push does not grow.
const NEAREST: f64 = 0.01;

/// How strongly nodes push each other, and how strongly all are drawn to the middle.
const REPULSION: f64 = 10.0;
const GRAVITY: f64 = 1.0;

/// Deepest cell of the tree; bodies that it does not part are at one place.
const DEPTH: usize = 24;

/// Points of the nodes `0..count` for edges between them, the middle at the origin and edges 100 long on average.
pub(super) fn force(count: usize, edges: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut bodies: Vec<Body> = (0..count).map(|number| Body::at_start(number, count)).collect();
    for (source, target) in edges {
        bodies[*source].mass += 1.0;
        bodies[*target].mass += 1.0;
    }
    let steps = (STEPS / count.max(1)).clamp(FEWEST, MOST);
    let mut speed = Speed { global: 1.0, efficiency: 1.0 };
    for _ in 0..steps {
        step(&mut bodies, edges, &mut speed);
    }
    scaled(&bodies, edges)
}

struct Body {
    x: f64,
    y: f64,
    /// One more than its degree.
    mass: f64,
    force: (f64, f64),
    before: (f64, f64),
}

impl Body {
    /// Spread evenly over a square (Roberts, “The Unreasonable Effectiveness of Quasirandom Sequences”, 2018).
    fn at_start(number: usize, count: usize) -> Self {
        let side = 30.0 * (count as f64).sqrt();
        let spread = |step: f64| ((0.5 + step * (number + 1) as f64).fract() - 0.5) * side;
        let (x, y) = (spread(0.754_877_666_246_692_8), spread(0.569_840_290_998_053_2));
        Self { x, y, mass: 1.0, force: (0.0, 0.0), before: (0.0, 0.0) }
    }
}

/// How far nodes move in a step.
struct Speed {
    global: f64,
    efficiency: f64,
}

fn step(bodies: &mut [Body], edges: &[(usize, usize)], speed: &mut Speed) {
    let tree = Tree::of(bodies);
    let forces: Vec<_> = bodies.iter().map(|body| tree.push(body)).collect();
    for (body, (x, y)) in bodies.iter_mut().zip(forces) {
        let distance = body.x.hypot_of(body.y).max(1e-9);
        let pull = GRAVITY * body.mass / distance;
        body.before = body.force;
        body.force = (x - pull * body.x, y - pull * body.y);
    }
    for (source, target) in edges {
        let (dx, dy) = (bodies[*target].x - bodies[*source].x, bodies[*target].y - bodies[*source].y);
        bodies[*source].force.0 += dx;
        bodies[*source].force.1 += dy;
        bodies[*target].force.0 -= dx;
        bodies[*target].force.1 -= dy;
    }
    speed.adapt(bodies);
    for body in bodies {
        let swing = (body.force.0 - body.before.0).hypot_of(body.force.1 - body.before.1) * body.mass;
        let factor = speed.global / (1.0 + (speed.global * swing).sqrt());
        body.x += body.force.0 * factor;
        body.y += body.force.1 * factor;
    }
}

impl Speed {
    /// Section “Adaptive speed” of the paper: as fast as the swinging of the nodes allows.
    fn adapt(&mut self, bodies: &[Body]) {
        let (mut swing, mut traction) = (0.0, 0.0);
        for body in bodies {
            let (x, y) = (body.force.0 - body.before.0, body.force.1 - body.before.1);
            swing += body.mass * x.hypot_of(y);
            let (x, y) = (body.force.0 + body.before.0, body.force.1 + body.before.1);
            traction += 0.5 * body.mass * x.hypot_of(y);
        }
        let count = bodies.len() as f64;
        let estimate = 0.05 * count.sqrt();
        let mut jitter = (estimate * traction / (count * count)).min(10.0).max(estimate.sqrt());
        if swing / traction.max(1e-9) > 2.0 {
            self.efficiency = (self.efficiency * 0.5).max(0.05);
            jitter = jitter.max(1.0);
        }
        let target = jitter * self.efficiency * traction / swing.max(1e-9);
        if swing > jitter * traction {
            self.efficiency = (self.efficiency * 0.7).max(0.05);
        } else if self.global < 1000.0 {
            self.efficiency *= 1.3;
        }
        self.global += (target - self.global).min(0.5 * self.global);
    }
}

/// The length of a vector without `hypot`, whose last bit is the platform's own.
trait HypotOf {
    fn hypot_of(self, other: f64) -> f64;
}

impl HypotOf for f64 {
    #[expect(clippy::imprecise_flops, reason = "the platform's hypot differs in the last bit")]
    fn hypot_of(self, other: f64) -> f64 {
        (self * self + other * other).sqrt()
    }
}

fn scaled(bodies: &[Body], edges: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let count = bodies.len().max(1) as f64;
    let middle = bodies.iter().fold((0.0, 0.0), |sum, body| (sum.0 + body.x / count, sum.1 + body.y / count));
    let length = |(source, target): &(usize, usize)| {
        (bodies[*source].x - bodies[*target].x).hypot_of(bodies[*source].y - bodies[*target].y)
    };
    let long: Vec<f64> = edges.iter().map(length).filter(|length| *length > 0.0).collect();
    let mean = if long.is_empty() { 100.0 } else { long.iter().sum::<f64>() / long.len() as f64 };
    let factor = 100.0 / mean;
    let rounded = |value: f64| (value * factor * 100.0).round() / 100.0;
    bodies.iter().map(|body| (rounded(body.x - middle.0), rounded(body.y - middle.1))).collect()
}

/// A square of the plane with the mass in it.
struct Cell {
    /// Its middle and half its side.
    x: f64,
    y: f64,
    half: f64,
    mass: f64,
    /// The middle of the mass.
    at: (f64, f64),
    /// Number of the first of its four parts; 0 where it has none.
    parts: usize,
}

struct Tree(Vec<Cell>);

impl Tree {
    fn of(bodies: &[Body]) -> Self {
        let size = bodies.iter().fold(1.0_f64, |size, body| size.max(body.x.abs()).max(body.y.abs()));
        let mut tree = Self(vec![Cell { x: 0.0, y: 0.0, half: size, mass: 0.0, at: (0.0, 0.0), parts: 0 }]);
        for body in bodies {
            tree.add(body.x, body.y, body.mass);
        }
        tree
    }

    fn add(&mut self, x: f64, y: f64, mass: f64) {
        let mut cell = 0;
        for depth in 0.. {
            let Cell { mass: there, at, parts, .. } = self.0[cell];
            if there == 0.0 || (parts == 0 && depth == DEPTH) {
                break;
            }
            if parts == 0 {
                self.divide(cell);
                let inner = self.part(cell, at.0, at.1);
                self.0[inner].mass = there;
                self.0[inner].at = at;
            }
            self.0[cell].take(x, y, mass);
            cell = self.part(cell, x, y);
        }
        self.0[cell].take(x, y, mass);
    }

    fn divide(&mut self, cell: usize) {
        let Cell { x, y, half, .. } = self.0[cell];
        self.0[cell].parts = self.0.len();
        for (dx, dy) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] {
            let (x, y, half) = (x + dx * half, y + dy * half, half / 2.0);
            self.0.push(Cell { x, y, half, mass: 0.0, at: (0.0, 0.0), parts: 0 });
        }
    }

    fn part(&self, cell: usize, x: f64, y: f64) -> usize {
        let cell = &self.0[cell];
        cell.parts + usize::from(x > cell.x) + 2 * usize::from(y > cell.y)
    }

    /// The push of all mass on a body.
    fn push(&self, body: &Body) -> (f64, f64) {
        let (mut force, mut open) = ((0.0, 0.0), vec![0]);
        while let Some(number) = open.pop() {
            let cell = &self.0[number];
            let (dx, dy) = (body.x - cell.at.0, body.y - cell.at.1);
            let distance = dx * dx + dy * dy;
            if cell.parts != 0 && distance.sqrt() * FAR < 2.0 * cell.half {
                open.extend(cell.parts..cell.parts + 4);
            } else if distance > 0.0 && cell.mass > 0.0 {
                let push = REPULSION * body.mass * cell.mass / distance.max(NEAREST);
                force = (force.0 + push * dx, force.1 + push * dy);
            }
        }
        force
    }
}

impl Cell {
    fn take(&mut self, x: f64, y: f64, mass: f64) {
        if self.mass == 0.0 {
            // Exactly, or a body would be pushed by itself with all the force of a rounding error.
            (self.at, self.mass) = ((x, y), mass);
            return;
        }
        let all = self.mass + mass;
        self.at = ((self.at.0 * self.mass + x * mass) / all, (self.at.1 * self.mass + y * mass) / all);
        self.mass = all;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
        (a.0 - b.0).hypot_of(a.1 - b.1)
    }

    #[test]
    fn neighbours_are_nearer_than_strangers_and_all_stand_apart() {
        // Two triangles joined by one edge.
        let edges = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
        let points = force(6, &edges);
        assert_eq!(points, force(6, &edges));
        assert!(distance(points[0], points[1]) < distance(points[0], points[4]));
        assert!((0..6).all(|a| (0..a).all(|b| distance(points[a], points[b]) > 10.0)), "{points:?}");
        assert!(points.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
    }

    #[test]
    fn graphs_without_edges_or_nodes_and_many_nodes_have_points() {
        assert_eq!(force(0, &[]), []);
        assert!(force(1, &[(0, 0)])[0].0.is_finite());
        let star: Vec<_> = (1..3000).map(|leaf| (0, leaf)).collect();
        assert!(force(3000, &star).iter().all(|(x, y)| x.is_finite() && y.is_finite()));
    }
}
