pub fn routes() -> loco_rs::controller::Routes { loco_rs::controller::Routes::new() }
