<?php
// What plugins do that close the REST API to everybody who is not logged in.
add_filter('rest_authentication_errors', fn($result) => $result ?: new WP_Error(
    'rest_login_required', 'Only for those who are logged in.', ['status' => 401]
));
