<?php
// For PHP's own web server: a file is a file, a folder its index, and all else an address of WordPress.
$root = getenv('WORDPRESS_ROOT');
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
if ($path !== '/' && is_file($root . $path)) {
    return false;
}
$script = is_file("$root$path/index.php") ? rtrim($path, '/') . '/index.php' : '/index.php';
$_SERVER['SCRIPT_NAME'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
$_SERVER['PHP_SELF'] = $script;
chdir(dirname($root . $script));
require $root . $script;
