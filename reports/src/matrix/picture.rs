//! The matrix as a picture: a square where a fault's row and a requirement's column cross.

use maud::{Markup, html};
use record::{FaultTrial, KillMatrix, MatrixColumn};

use super::cells::{Cell, mark};
use super::short;
use crate::text::line;

/// The side of a square, in user units.
const SIDE: usize = 7;
/// From one square to the next.
const STEP: usize = 8;
/// Room for the names of faults on the left.
const LEFT: usize = 210;
/// Room for the names of families above.
const TOP: usize = 84;
/// Space between families.
const GAP: usize = 6;

/// One square for each fault and requirement, where something was found or should have been.
pub(super) fn picture(matrix: &KillMatrix) -> Markup {
    let columns = places(&matrix.requirements);
    let width = LEFT + columns.last().map_or(0, |(x, _)| x + STEP);
    let height = TOP + matrix.faults.len() * STEP + 2;
    html! {
        svg.kills viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="img"
            aria-label="Faults in rows, requirements in columns: the tables below say the same in words" {
            @for (x, family) in families(&columns) {
                text.family transform={ "translate(" (LEFT + x + STEP) " " (TOP - 6) ") rotate(-55)" } { (family) }
            }
            @for (n, fault) in matrix.faults.iter().enumerate() {
                (row(matrix, fault, TOP + n * STEP, &columns, width))
            }
        }
    }
}

/// For each column its place from the left edge of the squares, and itself.
fn places(all: &[MatrixColumn]) -> Vec<(usize, &MatrixColumn)> {
    let (mut x, mut last) = (0, "");
    let mut places = Vec::new();
    for column in all {
        if !last.is_empty() && last != column.id.family() {
            x += GAP;
        }
        last = column.id.family();
        places.push((x, column));
        x += STEP;
    }
    places
}

fn families<'a>(columns: &[(usize, &'a MatrixColumn)]) -> Vec<(usize, &'a str)> {
    let mut families: Vec<(usize, &str)> = Vec::new();
    for (x, column) in columns {
        if families
            .last()
            .is_none_or(|(_, f)| *f != column.id.family())
        {
            families.push((*x, column.id.family()));
        }
    }
    families
}

fn row(
    matrix: &KillMatrix,
    fault: &FaultTrial,
    y: usize,
    columns: &[(usize, &MatrixColumn)],
    width: usize,
) -> Markup {
    html! {
        a.row href={ "#" (fault.name) } {
            rect.band x="0" y=(y) width=(width) height=(STEP) {}
            text x=(LEFT - 6) y=(y + STEP - 2) { (line(&fault.name)) }
            @for (x, column) in columns {
                @let cell = Cell::of(fault, &column.id);
                @if cell != Cell::Holds {
                    rect class=(cell.class()) x=(LEFT + x) y=(y) width=(SIDE) height=(SIDE) {
                        title { (tip(matrix, fault, column, cell)) }
                    }
                }
            }
        }
    }
}

fn tip(matrix: &KillMatrix, fault: &FaultTrial, column: &MatrixColumn, cell: Cell) -> String {
    let found =
        mark(fault, &column.id).map(|m| format!("\n{}\n{}", line(&m.scenario), line(&m.why)));
    format!(
        "{} × {}: {}{}",
        line(&fault.name),
        short(matrix, column.id.as_str()),
        cell.says(),
        found.unwrap_or_default()
    )
}
