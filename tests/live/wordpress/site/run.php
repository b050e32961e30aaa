<?php
// Runs the PHP given on standard input within WordPress, in a scope of its own: WordPress has a global $post.
$url = parse_url(getenv('WORDPRESS_URL'));
$_SERVER = ['HTTP_HOST' => "{$url['host']}:{$url['port']}", 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/'] + $_SERVER;
require getenv('WORDPRESS_ROOT') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
(function () {
    global $wpdb;
    eval('?>' . stream_get_contents(STDIN));
})();
